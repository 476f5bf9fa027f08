"""Times that people type and read: asked for in UTC, told by the branch's clock."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kiosk.errors import BadInput, SlotTaken
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.booking import Wanted
    from kiosk.domain.branch import Branch
    from kiosk.domain.ticket import Ticket

_FORM: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?(Z|z|[+-]\d\d:\d\d)?", re.ASCII
)
_EXAMPLE: Final = "like 2026-05-04T07:30Z"

TimeOption = Annotated[
    str, typer.Option("--time", metavar="UTC", help=f"When it begins, {_EXAMPLE}.")
]
MaybeTimeOption = Annotated[
    str | None,
    typer.Option(
        "--time",
        metavar="UTC",
        help=f"Book a time instead of a number now, {_EXAMPLE}.",
        show_default=False,
    ),
]


def instant(text: str) -> datetime:
    """A time in UTC. BadInput for anything else; one with an offset is told what it is in UTC."""
    try:
        given = datetime.fromisoformat(text.upper()) if _FORM.fullmatch(text) else None
    except ValueError:
        given = None
    if given is None:
        raise BadInput(detail=f"--time {clean(text)!r} is not a time {_EXAMPLE}")
    if given.tzinfo is None:
        raise BadInput(detail=f"--time {text!r} does not say that it is UTC: {text}Z")
    if given.utcoffset():
        raise BadInput(detail=f"--time {text!r} is not UTC{_in_utc(given)}")
    return given


def _in_utc(given: datetime) -> str:
    try:
        return f"; did you mean: {in_utc(given)}?"
    except OverflowError:
        return ""


def in_utc(given: datetime) -> str:
    """As it is to be typed."""
    plain = given.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='minutes')}Z"


def by_the_clock(ticket: "Ticket", branch: "Branch") -> str:
    """When an appointment begins, by its branch's clock; "" for a number without a time."""
    from zoneinfo import ZoneInfo

    if ticket.start_at is None:
        return ""
    local = ticket.start_at.astimezone(ZoneInfo(branch.zone))
    return local.isoformat(" ", "minutes")


@asynccontextmanager
async def offering_others(
    client: "NativeAdmin", wanted: "Wanted", branch: "Branch", start: datetime | None
) -> AsyncIterator[None]:
    """A refused time is told with the nearest ones that are free."""
    try:
        yield
    except SlotTaken as error:
        detail = error.detail or str(error.reason)
        raise SlotTaken(
            error.reason, detail=detail + _others(error.nearest), nearest=error.nearest
        ) from error
    except BadInput as error:
        if start is None or "start" not in error.fields:
            raise
        others = _others(await _nearest(client, wanted, branch, start))
        detail = f"{in_utc(start)} {error.fields['start']}{others}"
        raise BadInput(detail=detail) from error


async def _nearest(
    client: "NativeAdmin", wanted: "Wanted", branch: "Branch", start: datetime
) -> Iterable[datetime]:
    from zoneinfo import ZoneInfo

    from kiosk.domain.slots import nearest

    day = start.astimezone(ZoneInfo(branch.zone)).date()
    (times,) = await client.slots(wanted, day)
    return [slot.start for slot in nearest(times.slots, start)]


def _others(starts: Iterable[datetime]) -> str:
    told = ", ".join(map(in_utc, starts))
    return f"; nearest free: {told}" if told else ""
