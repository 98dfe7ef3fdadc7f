"""The inbox of an Android phone over ADB, read so that it is proved whole.

::

    binary      which adb to run
    connection  one talk with an adb server, every failure as one of two of ours
    server      the adb server: the user's own, or a private one
    device      which phone, its state, and how it describes itself
    shell       one command on the phone, stdout and stderr apart, under a deadline
    query       a `content query` line, with fresh nonces, that no message can forge
    page        what came back, taken only if every line is as asked
    proof       totals before and after, and what their differences mean
    read        all of it: probe, pages, totals, table
"""
