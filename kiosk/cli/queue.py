"""Serve the queue without a screen: issue, call, finish, and one ticket by its id."""

import json
import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.exits import FAILED, say
from kiosk.cli.known import branch_called, check
from kiosk.cli.options import (
    BranchOption,
    CounterOption,
    JsonOption,
    LocaleOption,
    PrinterOption,
)
from kiosk.cli.place import Place, at_place
from kiosk.cli.times import MaybeTimeOption, by_the_clock, instant, offering_others
from kiosk.wiring.client import ticket_json

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.branch import Branch
    from kiosk.domain.ports import Printed, TicketPrinter
    from kiosk.domain.ticket import Placed

ACTOR = "command line"


@at_place("server", "data", "config")
def issue(
    place: Place,
    service: Annotated[str, typer.Option(help="Service id.")],
    group: Annotated[str | None, typer.Option(help="Service group id.")] = None,
    branch: BranchOption = None,
    print_: Annotated[bool, typer.Option("--print", help="Print it and wait.")] = False,
    printer: PrinterOption = None,
    locale: LocaleOption = None,
    time: MaybeTimeOption = None,
    customer: Annotated[
        str | None, typer.Option(help="Customer id.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take the next number of a service, or book a time. Exit 1 if it was to be printed and was not."""
    from kiosk.domain.booking import Wanted
    from kiosk.domain.branch import GroupId, ServiceId
    from kiosk.domain.customer import CustomerId
    from kiosk.domain.ports import Once, Outcome, PrintOrder
    from kiosk.domain.ticket import Draft

    start = instant(time) if time is not None else None
    # a printer that does not exist is known before a number is taken
    paper = _printer(place, printer) if print_ else None

    async def run(client: "NativeAdmin") -> "tuple[Placed, Branch, Printed | None]":
        described = await _branch(client, place, branch)
        check("service", service, [one.id for one in described.services])
        if group:
            check("group", group, [one.id for one in described.groups])
        draft = Draft(
            branch=described.id,
            service=ServiceId(service),
            group=GroupId(group) if group else None,
            locale=locale or described.default_locale,
            source="cli",
            start=start,
            customer=CustomerId(customer) if customer else None,
        )
        once = Once("", str(uuid.uuid4()), "")
        wanted = Wanted(described.id, draft.service)
        async with offering_others(client, wanted, described, start):
            placed = await client.issue(draft, once, ACTOR)
        if not paper:
            return placed, described, None
        order = PrintOrder(
            placed, described, placed.ticket.locale, kiosk=place.settings.kiosk.name
        )
        return placed, described, await paper.print(order)

    placed, described, printed = place.ask(run)
    _tell(placed, described, printed, as_json=as_json)
    if printed and printed.outcome not in (Outcome.PRINTED, Outcome.BLIND):
        raise typer.Exit(FAILED)


async def _branch(client: "NativeAdmin", place: Place, wanted: str | None) -> "Branch":
    """The branch meant: the option, the settings, else the only one there is."""
    from kiosk.errors import BadInput, NotFound

    chosen = wanted or place.settings.kiosk.branch
    if chosen:
        return await branch_called(client, chosen)
    found = await client.branches()
    if not found:
        raise NotFound(detail=_no_branch(place))
    if len(found) > 1:
        ids = ", ".join(state.branch.id for state in found)
        raise BadInput(detail=f"which branch? --branch, one of: {ids}")
    return found[0].branch


def _no_branch(place: Place) -> str:
    """Where a branch would come from."""
    if place.settings.backend.kind not in ("embedded", "server"):
        return "no branch yet, as the other system told none: kiosk backend check"
    return "no branch is loaded: kiosk branch load FILE"


def _printer(place: Place, name: str | None) -> "TicketPrinter":
    from kiosk.wiring.printers import one_printer

    return one_printer(place.settings, place.data_directory, name)


def _tell(
    placed: "Placed", branch: "Branch", printed: "Printed | None", *, as_json: bool
) -> None:
    if as_json:
        answer = {"ticket": ticket_json(placed, branch), "print": print_json(printed)}
        print(json.dumps(answer, ensure_ascii=False))
        return
    ahead = f", {placed.place.ahead} before it" if placed.place else ""
    when = by_the_clock(placed.ticket, branch)
    print(f"{placed.ticket.number}{f', {when}' if when else ahead}")
    if printed:
        say(
            f"paper: {printed.outcome}{f' ({printed.reason})' if printed.reason else ''}"
        )


def print_json(printed: "Printed | None") -> dict[str, Any] | None:
    """A print outcome as JSON; None when nothing was to be printed."""
    if printed is None:
        return None
    return {
        "job": printed.job,
        "outcome": str(printed.outcome),
        "copy": printed.copy,
        "reason": str(printed.reason) if printed.reason else None,
    }


@at_place("server", "data", "config")
def call(
    place: Place,
    counter: CounterOption,
    branch: BranchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Call the next customer to a counter. An open call is told again, not doubled."""
    from kiosk.domain.branch import CounterId
    from kiosk.domain.serving import Called
    from kiosk.domain.ticket import Placed

    async def run(client: "NativeAdmin") -> "tuple[Called | None, Branch]":
        described = await _branch(client, place, branch)
        check("counter", counter, [one.id for one in described.counters])
        return await client.call(described.id, CounterId(counter), ACTOR), described

    called, described = place.ask(run)
    if as_json:
        ticket = called and ticket_json(Placed(called.ticket, None), described)
        reason = called.reason if called else None
        print(json.dumps({"ticket": ticket, "reason": reason}, ensure_ascii=False))
    elif called:
        print(f"{called.ticket.number} → counter {counter} ({called.reason})")
    else:
        print("nobody is waiting")


@at_place("server", "data", "config")
def finish(
    place: Place,
    counter: CounterOption,
    branch: BranchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Finish the customer being served at a counter."""
    from kiosk.domain.branch import CounterId
    from kiosk.domain.ticket import Placed

    async def run(client: "NativeAdmin") -> "tuple[Placed, Branch]":
        described = await _branch(client, place, branch)
        check("counter", counter, [one.id for one in described.counters])
        done = await client.finish(described.id, CounterId(counter), ACTOR)
        return Placed(done, None), described

    placed, described = place.ask(run)
    if as_json:
        print(json.dumps({"ticket": ticket_json(placed, described)}))
    else:
        print(f"{placed.ticket.number} finished")
