"""`python -m scanner` is the command `sms-scanner`."""

from scanner.cli import run

if __name__ == "__main__":
    run()
