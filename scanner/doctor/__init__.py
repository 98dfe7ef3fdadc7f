"""What stands between a person and a scan: named checks, each failure with what to do about it.

::

    model     a check, its result, and what a person sees of it
    bench     what the checks look at: the adb server, its phones, folders
    adb       the adb program, its server, and who started that
    usb       whether this computer lets the person use the phone's USB port
    phone     the state of a phone, from the cable to its answer
    sms       whether the phone lets its messages be read
    vendors   what is known of makers' systems, with the source of each fact
    computer  rules and folders
    unattended  the schedule of scans, and notices
    runner    all of them, in order; one that crashes stops no other
"""
