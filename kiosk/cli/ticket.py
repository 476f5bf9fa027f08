"""`kiosk ticket`: one ticket by its id."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.exits import FAILED, say
from kiosk.cli.options import JsonOption, PrinterOption, TicketArgument
from kiosk.cli.place import Place, at_place
from kiosk.cli.queue import ACTOR, print_json
from kiosk.cli.times import TimeOption, by_the_clock, instant, offering_others
from kiosk.wiring.client import ticket_json

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.branch import Branch
    from kiosk.domain.events import TicketEvent
    from kiosk.domain.ticket import Placed

app = typer.Typer(
    help="One ticket: show, cancel, move, reprint, calendar file.", no_args_is_help=True
)


@app.command()
@at_place("server", "data", "config")
def show(
    place: Place,
    ticket: TicketArgument,
    events: Annotated[
        bool, typer.Option("--events", help="Its event rows as well.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show a ticket as it stands."""

    async def run(
        client: "NativeAdmin",
    ) -> "tuple[Placed, Branch, list[TicketEvent]]":
        placed, branch = await _fetch(client, ticket)
        rows = await client.history(placed.ticket.id) if events else []
        return placed, branch, list(rows)

    placed, branch, rows = place.ask(run)
    if as_json:
        answer = ticket_json(placed, branch)
        if events:
            answer["events"] = [_event_json(row) for row in rows]
        print(json.dumps(answer, ensure_ascii=False))
        return
    _tell(placed, branch)
    for row in rows:
        print(_event_line(row))


@app.command()
@at_place("server", "data", "config")
def cancel(
    place: Place,
    ticket: TicketArgument,
    reason: Annotated[str, typer.Option(help="Why, for the event row.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Give a waiting number or an appointment back."""

    async def run(client: "NativeAdmin") -> "tuple[Placed, Branch]":
        placed, branch = await _fetch(client, ticket)
        return await client.cancel(placed.ticket.id, ACTOR, reason), branch

    placed, branch = place.ask(run)
    if as_json:
        print(json.dumps(ticket_json(placed, branch), ensure_ascii=False))
    else:
        _tell(placed, branch)


@app.command()
@at_place("server", "data", "config")
def reschedule(
    place: Place,
    ticket: TicketArgument,
    time: TimeOption,
    as_json: JsonOption = False,
) -> None:
    """Move an appointment to another time."""
    from kiosk.domain.booking import Wanted

    start = instant(time)

    async def run(client: "NativeAdmin") -> "tuple[Placed, Branch]":
        placed, branch = await _fetch(client, ticket)
        there = placed.ticket
        wanted = Wanted(branch.id, there.service, moving=there.id)
        async with offering_others(client, wanted, branch, start):
            return await client.reschedule(there.id, start, ACTOR), branch

    placed, branch = place.ask(run)
    if as_json:
        print(json.dumps(ticket_json(placed, branch), ensure_ascii=False))
    else:
        _tell(placed, branch)


@app.command()
@at_place("server", "data", "config")
def calendar(place: Place, ticket: TicketArgument) -> None:
    """An appointment as a calendar file, to be sent or saved."""

    async def run(client: "NativeAdmin") -> str:
        from kiosk.domain.ticket import TicketId

        return await client.calendar(TicketId(ticket))

    # a calendar file has CRLF line ends, wherever it goes
    sys.stdout.buffer.write(place.ask(run).encode())


@app.command()
@at_place("server", "data", "config")
def reprint(
    place: Place,
    ticket: TicketArgument,
    printer: PrinterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a ticket again; a second paper says COPY 2."""
    from kiosk.domain.ports import Outcome, PrintOrder
    from kiosk.wiring.printers import one_printer

    async def run(client: "NativeAdmin") -> "tuple[Placed, Branch]":
        return await _fetch(client, ticket)

    placed, branch = place.ask(run)
    paper = one_printer(place.settings, place.data_directory, printer)

    import asyncio

    order = PrintOrder(
        placed, branch, placed.ticket.locale, kiosk=place.settings.kiosk.name
    )
    printed = asyncio.run(paper.print(order))
    if as_json:
        answer = {
            "ticket": ticket_json(placed, branch),
            "print": print_json(printed),
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        say(f"paper: {printed.outcome}, copy {printed.copy}")
    if printed.outcome not in (Outcome.PRINTED, Outcome.BLIND):
        raise typer.Exit(FAILED)


async def _fetch(client: "NativeAdmin", ticket: str) -> "tuple[Placed, Branch]":
    from kiosk.domain.ticket import TicketId

    placed = await client.ticket(TicketId(ticket))
    return placed, (await client.branch(placed.ticket.branch)).branch


def _tell(placed: "Placed", branch: "Branch") -> None:
    ahead = f", {placed.place.ahead} before it" if placed.place else ""
    when = by_the_clock(placed.ticket, branch)
    print(f"{placed.ticket.number} {placed.ticket.status}{when and f', {when}'}{ahead}")


def _event_line(row: "TicketEvent") -> str:
    change = f"{row.old or 'none'} → {row.new}"
    note = f"  ({row.reason})" if row.reason else ""
    return f"{row.at:%Y-%m-%dT%H:%M:%SZ}  {row.deed:<8} {change:<18} {row.actor}{note}"


def _event_json(row: "TicketEvent") -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": f"{row.at:%Y-%m-%dT%H:%M:%S}.{row.at.microsecond // 1000:03d}Z",
        "deed": str(row.deed),
        "old": str(row.old) if row.old else None,
        "new": str(row.new),
        "actor": row.actor,
        "reason": row.reason,
        "counter": row.counter,
    }
