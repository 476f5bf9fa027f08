"""`kiosk doctor`: is this machine fit to serve people?"""

import asyncio
import json
from dataclasses import asdict

import typer

from kiosk.cli.exits import DONE, FAILED
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place


@at_place("server", "data", "config")
def doctor(
    place: Place,
    as_json: JsonOption = False,
) -> None:
    """Make every check; exit 1 if one is red."""
    from kiosk.wiring.doctor import examine

    checks = asyncio.run(examine(place.config, place.data, place.server))
    if as_json:
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False))
    else:
        for check in checks:
            mark = "ok " if check.good else "RED"
            print(f"{mark}  {check.name:<14} {check.detail}")
    raise typer.Exit(DONE if all(check.good for check in checks) else FAILED)
