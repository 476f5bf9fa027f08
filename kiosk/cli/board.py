"""`kiosk board`: the lobby's screen."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.customer import settle_environment
from kiosk.cli.exits import DONE, FAILED, WRONG, code_for, say, sentence
from kiosk.cli.options import BranchOption
from kiosk.cli.place import Place, at_place


@at_place("server", "data", "config")
def board(
    place: Place,
    branch: BranchOption = None,
    theme: Annotated[str | None, typer.Option(help="Theme's name.")] = None,
    locale: Annotated[str | None, typer.Option(help="First language.")] = None,
    try_sound: Annotated[
        bool, typer.Option("--try-sound", help="Ring, speak, and say by what.")
    ] = False,
) -> None:
    """Open the lobby's screen: who is called where."""
    if try_sound:
        raise typer.Exit(_try_sound(place.config))
    from kiosk.wiring.names import check_flags

    check_flags(theme, locale)
    if not all(end and end.isatty() for end in (sys.stdin, sys.stderr)):
        say("kiosk: the board needs a terminal; this is not one")
        raise typer.Exit(WRONG)
    settle_environment()
    from kiosk.wiring.board import run_board
    from kiosk.wiring.wishes import Wishes

    wishes = Wishes(place.config, place.data, place.server, branch, theme, locale)
    app = run_board(wishes)
    if app.failure:
        say(f"kiosk: {sentence(app.failure)}")
        raise typer.Exit(code_for(app.failure))
    raise typer.Exit(app.return_code if app.return_code is not None else FAILED)


def _try_sound(config: Path | None) -> int:
    from kiosk.wiring.board import try_sound

    def bell() -> None:
        print("\a", end="", file=sys.stderr, flush=True)

    for line in asyncio.run(try_sound(config, bell)):
        print(line)
    return DONE
