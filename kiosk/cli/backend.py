"""`kiosk backend`: what the configured system can do."""

import asyncio
import json
from dataclasses import asdict

import typer

from kiosk.cli.doctor import mark
from kiosk.cli.exits import DONE, FAILED
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place

app = typer.Typer(help="The system behind this kiosk: check.", no_args_is_help=True)


@app.callback()
def backend() -> None:
    """The system that the settings name."""


@app.command()
@at_place("server", "data", "config")
def check(place: Place, as_json: JsonOption = False) -> None:
    """Try the configured system, and say what works; exit 1 if something is red.

    Nothing is booked, and nothing else is made there.
    """
    from kiosk.wiring.backend_check import check_backend

    checks = asyncio.run(check_backend(place.config, place.data, place.server))
    if as_json:
        print(json.dumps([asdict(one) for one in checks], ensure_ascii=False))
    else:
        for one in checks:
            print(f"{mark(one):<3}  {one.name:<14} {one.detail}")
    raise typer.Exit(DONE if all(one.good for one in checks) else FAILED)
