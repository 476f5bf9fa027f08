"""`python -m kiosk` is the same as `kiosk`."""

from kiosk.cli.main import main

if __name__ == "__main__":
    main()
