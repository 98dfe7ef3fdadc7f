"""The inbox of an Android phone over ADB, read so that it is proved whole.

::

    binary      which adb to run, and how to get one
    connection  one talk with an adb server, under one deadline
    server      the adb server: the user's own, or a private one
    device      which phone, and the words for every state; skin: how it describes itself
    shell       one command on the phone, stdout and stderr apart
    query       a `content query` line, with fresh marks, that no message can forge
    page        what came back, taken only if every line is as asked
    paging      how much to ask for at a time
    proof       what the inbox adds up to, before and after
    box         one box, page by page, until it is proved whole
    table       the table of messages that every source yields
    notices     what may not have been read; refusal: why nothing was
    read        all of it: `read_inbox`
"""
