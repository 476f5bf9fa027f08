"""`kiosk panel`: the PIN of who looks after this panel."""

import asyncio
from typing import Annotated

import typer

from kiosk.cli.place import Place, at_place
from kiosk.cli.typed import new_pin
from kiosk.domain.attempts import panel_pin_problem

app = typer.Typer(help="This panel's maintenance: pin.", no_args_is_help=True)


@app.callback()
def panel() -> None:
    """Look after this panel."""


@app.command()
@at_place("data", "config")
def pin(
    place: Place,
    clear: Annotated[
        bool, typer.Option("--clear", help="No PIN: no maintenance at the panel.")
    ] = False,
    pin_stdin: Annotated[
        bool, typer.Option("--pin-stdin", help="Read the PIN from stdin, one line.")
    ] = False,
) -> None:
    """Set the PIN for maintenance at this panel. Asks twice, 6 to 12 digits."""
    from kiosk.wiring.upkeep import clear_pin, set_pin

    if clear:
        clear_pin(place.data_directory)
        print("no PIN: maintenance is closed")
        return
    chosen = new_pin(from_stdin=pin_stdin, problem=panel_pin_problem)
    asyncio.run(set_pin(place.data_directory, chosen))
    print("the PIN is set: touch the panel's clock five times")
