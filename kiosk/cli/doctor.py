"""`kiosk doctor`: is this machine fit to serve people?"""

import asyncio
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from kiosk.cli.exits import DONE, FAILED
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place

if TYPE_CHECKING:
    from kiosk.wiring.check import Check


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
            print(f"{mark(check):<3}  {check.name:<14} {check.detail}")
    raise typer.Exit(DONE if all(check.good for check in checks) else FAILED)


def mark(check: "Check") -> str:
    """What a check came to, in at most three letters."""
    if not check.good:
        return "RED"
    return "see" if check.warning else "ok"
