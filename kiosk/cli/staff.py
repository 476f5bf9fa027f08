"""`kiosk staff`: a counter's terminal. `kiosk bindings`: its keys."""

import json
import sys
from typing import Annotated

import typer

from kiosk.cli.customer import settle_environment
from kiosk.cli.exits import FAILED, WRONG, code_for, say, sentence
from kiosk.cli.options import BranchOption, JsonOption
from kiosk.cli.place import Place, at_place


@at_place("server", "data", "config")
def staff(
    place: Place,
    branch: BranchOption = None,
    counter: Annotated[
        str | None, typer.Option(help="Counter, as written above it.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="Theme's name.")] = None,
    locale: Annotated[str | None, typer.Option(help="Language.")] = None,
) -> None:
    """Open the console of a counter: call, serve, and the queue."""
    from kiosk.wiring.names import check_flags

    check_flags(theme, locale)
    if not all(end and end.isatty() for end in (sys.stdin, sys.stderr)):
        say("kiosk: the console needs a terminal; this is not one")
        raise typer.Exit(WRONG)
    settle_environment()
    from kiosk.wiring.staff import run_staff
    from kiosk.wiring.wishes import Wishes

    wishes = Wishes(
        place.config, place.data, place.server, branch, theme, locale, counter
    )
    app = run_staff(wishes)
    if app.failure:
        say(f"kiosk: {sentence(app.failure)}")
        raise typer.Exit(code_for(app.failure))
    raise typer.Exit(app.return_code if app.return_code is not None else FAILED)


@at_place("config")
def bindings(place: Place, as_json: JsonOption = False) -> None:
    """List the console's actions with their keys. [staff.keys] in the settings may change them."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.wiring.staff import table

    speaker = Catalogue.load(parts=("staff",)).speaker("en", "UTC")
    found = table(place.config)
    if as_json:
        answer = {key.action: list(key.keys) for key in found}
        print(json.dumps(answer, ensure_ascii=False))
        return
    width = max(len(key.action) for key in found)
    for key in found:
        keys = ", ".join(key.keys) or "-"
        print(f"{key.action:<{width}}  {keys:<28}  {speaker.say(key.help)}")
