"""The entry point. A bare `kiosk` goes straight to the screen and loads nothing else first."""

import io
import sys
from typing import TextIO

_SCREEN: tuple[list[str], ...] = ([], ["customer"])
"""Command lines without an option to read: the customer kiosk as the settings say."""


def main() -> None:
    """Run the command line; never returns."""
    if sys.platform == "win32":
        sys.exit("kiosk: Windows is not supported; use Linux or macOS")
    if sys.argv[1:] in _SCREEN:
        from kiosk.cli.customer import run

        sys.exit(run())
    from kiosk.cli.exits import FAILED, reported, say

    if sys.stdout is None:
        say("kiosk: stdout is closed, and answers go there")
        sys.exit(FAILED)
    with reported():
        from kiosk.cli.commands import app

        _tolerate(sys.stdout)
        app()


def _tolerate(stdout: TextIO) -> None:
    """A terminal without the letters of a name still shows the rest."""
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
