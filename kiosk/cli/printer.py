"""`kiosk printer`: what is configured, how it is, a test paper, and a printer made of software."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.exits import DONE, FAILED, say
from kiosk.cli.options import JsonOption, LocaleOption, PrinterOption
from kiosk.cli.place import Place, at_place

app = typer.Typer(help="Printers: list, status, test, simulate.", no_args_is_help=True)


@app.command("list")
@at_place("data", "config")
def list_(
    place: Place,
    as_json: JsonOption = False,
) -> None:
    """List the configured printers."""
    from kiosk.wiring.printers import configured

    found = configured(place.settings, place.data_directory)
    if as_json:
        print(json.dumps([dict(item.as_row()) for item in found]))
        return
    for item in found:
        row = item.as_row()
        print(f"{row['name']:<12} {row['kind']:<8} {row['where']}  {row['profile']}")


@app.command()
@at_place("data", "config")
def status(
    place: Place,
    printer: PrinterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a printer how it is; exit 1 when it can't print."""
    from kiosk.wiring.printers import one_printer

    asked = one_printer(place.settings, place.data_directory, printer)
    found = asyncio.run(asked.status())
    if as_json:
        answer = {
            "printer": asked.name,
            "ready": found.ready,
            "low": found.low,
            "reason": str(found.reason) if found.reason else None,
            "detail": found.detail,
        }
        print(json.dumps(answer))
    else:
        word = "ready" if found.ready else f"not ready: {found.reason}"
        low = ", paper is near its end" if found.low else ""
        print(f"{asked.name}: {word}{low}")
    raise typer.Exit(DONE if found.ready else FAILED)


@app.command("test")
@at_place("data", "config")
def print_test(
    place: Place,
    printer: PrinterOption = None,
    locale: LocaleOption = None,
) -> None:
    """Print a test ticket whose number is TEST."""
    from kiosk.domain.ports import Outcome
    from kiosk.wiring.printers import one_printer, test_order

    asked = one_printer(place.settings, place.data_directory, printer)
    printed = asyncio.run(asked.print(test_order(place.settings, locale or "en")))
    reason = f" ({printed.reason}: {printed.detail})" if printed.reason else ""
    print(f"{asked.name}: {printed.outcome}{reason}")
    good = printed.outcome in (Outcome.PRINTED, Outcome.BLIND)
    raise typer.Exit(DONE if good else FAILED)


@app.command()
@at_place("data", "config")
def preview(
    place: Place,
    printer: PrinterOption = None,
    locale: LocaleOption = None,
    png: Annotated[Path | None, typer.Option(help="Write a picture there.")] = None,
) -> None:
    """Show a test ticket as this printer's paper would carry it, without printing."""
    from kiosk.wiring.printers import rendered, test_order

    order = test_order(place.settings, locale or "en")
    paper = rendered(place.settings, place.data_directory, printer, order)
    print(paper.text)
    if png:
        png.write_bytes(paper.png())
        say(f"picture: {png}")


@app.command()
def simulate(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks one.")] = 9100,
    paper: Annotated[
        float | None, typer.Option(min=0, help="Millimetres left on the roll.")
    ] = None,
    fault: Annotated[
        str | None, typer.Option(help="A fault by name; see --faults.")
    ] = None,
    speed: Annotated[
        float, typer.Option(min=1, max=1000, help="Paper speed, mm a second.")
    ] = 200.0,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the papers it prints.")
    ] = None,
    faults: Annotated[bool, typer.Option("--faults", help="List the faults.")] = False,
) -> None:
    """Be a ticket printer on this machine's loopback, with its faults on request."""
    from kiosk.wiring.simulator import FAULTS, run_simulator

    if faults:
        for name, meaning in FAULTS.items():
            print(f"{name:<14} {meaning}")
        return
    asyncio.run(
        run_simulator(
            "127.0.0.1", port, paper_mm=paper, fault=fault, speed=speed, out=out
        )
    )
