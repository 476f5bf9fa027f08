"""The entry point. The customer's screen opens without loading any other command first."""

import io
import sys
from collections.abc import Sequence
from typing import Final, TextIO

_COMMON: Final = frozenset({"--config", "--data"})
_SCREEN: Final = _COMMON | {"--server", "--branch", "--theme", "--locale"}


def main() -> None:
    """Run the command line; never returns."""
    if sys.platform == "win32":
        sys.exit("kiosk: Windows is not supported; use Linux or macOS")
    wanted = screen_options(sys.argv[1:])
    if wanted is not None:
        from kiosk.cli.customer import customer

        sys.exit(customer(**wanted))
    from kiosk.cli.exits import FAILED, reported, say

    if sys.stdout is None:
        say("kiosk: stdout is closed, and answers go there")
        sys.exit(FAILED)
    with reported():
        from kiosk.cli.commands import app

        _tolerate(sys.stdout)
        app()


def screen_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """What the customer's screen is asked for, when that is all: `--name value`, each once.

    None for any other command line; reading that, and saying what is wrong with it, is the
    business of the commands.
    """
    named = list(arguments[:1]) == ["customer"]
    rest = arguments[1:] if named else arguments
    names, values = rest[::2], rest[1::2]
    plain = (
        len(set(names)) == len(values)
        and len(names) == len(values)
        and (_SCREEN if named else _COMMON).issuperset(names)
        and not any(value.startswith("-") or not value for value in values)
    )
    return {n[2:]: v for n, v in zip(names, values, strict=True)} if plain else None


def _tolerate(stdout: TextIO) -> None:
    """A terminal without the letters of a name still shows the rest."""
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
