"""sms-scanner: which debt-collection messages on an Android phone are suspicious, and why."""

from importlib.metadata import version

__version__ = version("sms-scanner")
