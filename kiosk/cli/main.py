"""The entry point. A bare `kiosk` goes straight to the screen and loads nothing else first."""

import io
import sys

_SCREEN: tuple[list[str], ...] = ([], ["customer"])
"""Command lines without an option to read: the customer kiosk as the settings say."""


def main() -> None:
    """Run the command line; never returns."""
    if sys.platform == "win32":
        sys.exit("kiosk: Windows is not supported; use Linux or macOS")
    if sys.argv[1:] in _SCREEN:
        from kiosk.cli.customer import run

        sys.exit(run())
    from kiosk.cli.commands import app

    if isinstance(sys.stdout, io.TextIOWrapper):
        # a terminal without the letters of a name still shows the rest
        sys.stdout.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
