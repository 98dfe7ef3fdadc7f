"""Scans at set times, by the scheduler that the system has; watching for the phone."""
