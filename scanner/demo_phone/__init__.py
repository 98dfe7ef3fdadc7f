"""A demo phone: an ADB daemon with an invented inbox, for `scan --demo` and for the tests."""
