"""The command line: `kiosk` and everything behind it."""
