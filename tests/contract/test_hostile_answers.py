"""Whatever another system writes into its texts, nothing of it reaches a screen or a printer.

Every text of every answer is made hostile on its way to the client, over our own routes.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.apis.merchant.faces import place_number
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ticket import Draft, Placed, TicketId
from kiosk.errors import KioskError
from kiosk.text import clean
from tests.apis.merchant.over_own_routes import over_own_routes as merchant
from tests.apis.optimo.over_own_routes import over_own_routes as optimo
from tests.apis.skiplino.over_own_routes import over_own_routes as skiplino
from tests.contract.shop import MAIN
from tests.desk.office import DAY, PASSPORT, at

HOSTILE = {
    "terminal": "\x1b[?1003l\x1b[2J\x1b]52;c;AAAA\x07",
    "C1": "\x9b31m\x90q\x9c\x9d0;title\x9c",
    "NUL and backspace": "\x00\x08\x08\x7f\r\n\x0b",
    "bidi": "\u202e\u2066\u2069\u200f",
    "unseen": "\u200b\ufeff\U000e0041\U000e0042",
    "zalgo": "a" + "\u0301\u0489" * 40,
    "markup": "[/bold][link=x]",
    "ten thousand": "Wide" * 2_500,
}

CLIENTS: Mapping[str, Callable[[], AbstractAsyncContextManager[Any]]] = {
    "skiplino": skiplino,
    "merchant": merchant,
    "optimo": optimo,
}
TEXT = re.compile(r"[A-Z][a-z]")


def tainted(said: Any, odd: str, *, all_of_it: bool) -> Any:
    """The same with `odd` on both sides of each text, or behind each string there is."""
    if isinstance(said, dict):
        return {
            key: tainted(value, odd, all_of_it=all_of_it) for key, value in said.items()
        }
    if isinstance(said, list):
        return [tainted(one, odd, all_of_it=all_of_it) for one in said]
    if not isinstance(said, str):
        return said
    if all_of_it:
        return said + odd
    return odd + said + odd if TEXT.match(said) else said


def tainting(app: ASGIApp, odd: str, *, all_of_it: bool) -> ASGIApp:
    """A server whose answers are hostile."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        parts: list[bytes] = []
        head: dict[str, Any] = {}

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                head.update(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(parts)
            if body.startswith((b"{", b"[")):
                said = tainted(json.loads(body), odd, all_of_it=all_of_it)
                body = json.dumps(said).encode()
            length = (b"content-length", str(len(body)).encode())
            kept = [pair for pair in head["headers"] if pair[0] != length[0]]
            await send(head | {"headers": [*kept, length]})
            await send({"type": "http.response.body", "body": body})

        await app(scope, receive, changed)

    return asked


def strings(value: Any) -> Iterator[str]:
    """Every string in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, KioskError):
        yield value.detail
        yield from strings(vars(value))
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from strings(key)
            yield from strings(one)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from strings(one)


class Visit:
    """A client whose every answer is kept: what it gave, or which error it was."""

    def __init__(self, client: Any, here: BranchId, service: ServiceId) -> None:
        self.client, self.here, self.service = client, here, service
        self.answers: list[Any] = []

    async def ask(self, what: Awaitable[Any]) -> Any:
        try:
            answer = await what
        except KioskError as error:
            answer = error
        self.answers.append(answer)
        return answer

    async def all(self) -> None:
        """All that a kiosk and a console ask."""
        client = self.client
        await self.ask(client.branches())
        await self.ask(client.branch(self.here))
        wanted = Wanted(self.here, self.service)
        await self.ask(client.slots(wanted, DAY, 2))
        await self.ask(client.next_free(wanted))
        who = await self.ask(client.identify("+36301234567", "Ada Lovelace"))
        draft = Draft(
            self.here,
            self.service,
            start=at("09:30"),
            customer=getattr(who, "id", None),
        )
        placed = await self.ask(client.issue(draft, None, "kiosk"))
        await self.ask(client.issue(draft, None, "kiosk"))
        ticket = placed.ticket.id if isinstance(placed, Placed) else TicketId("1")
        if told := getattr(client, "told", None):
            await self.ask(told(self.here, DAY))
        await self.ask(client.ticket(ticket))
        await self.ask(client.customers())
        await self.ask(client.sessions(self.here))
        moved = await self.ask(client.reschedule(ticket, at("11:00"), "kiosk"))
        ticket = moved.ticket.id if isinstance(moved, Placed) else ticket
        await self.ask(client.cancel(ticket, "kiosk"))
        await self.ask(client.ticket(TicketId("nosuchone1")))


@pytest.fixture
async def visit(
    request: pytest.FixtureRequest,
) -> AsyncIterator[Callable[..., Awaitable[Visit]]]:
    """A visit at a system whose answers are hostile."""
    system = request.param
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(CLIENTS[system]())

        async def made(odd: str, *, all_of_it: bool = False) -> Visit:
            there.wire.app = tainting(there.wire.app, odd, all_of_it=all_of_it)
            here, service = MAIN, PASSPORT
            if system == "merchant":
                here = BranchId(str(place_number(here)))
                service = ServiceId(str(place_number(service)))
            went = Visit(there.client, here, service)
            await went.all()
            return went

        yield made


def unclean(went: Visit) -> set[str]:
    """What would do harm where it is shown; 500 letters are more than any text has."""
    found = {one for answer in went.answers for one in strings(answer)}
    return {f"{len(one)}: {one[:60]!r}" for one in found if clean(one, 500) != one}


@pytest.mark.parametrize("visit", CLIENTS, indirect=True)
@pytest.mark.parametrize("odd", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_texts_come_out_clean_and_the_visit_goes_on(
    visit: Callable[..., Awaitable[Visit]], odd: str
) -> None:
    went = await visit(odd)
    assert set() == unclean(went)
    placed = [one for one in went.answers if isinstance(one, Placed)]
    assert 3 <= len(placed), went.answers  # booked, looked at and cancelled
    (state,) = went.answers[0]
    assert "Passport" in state.branch.service(went.service).name["en"] or len(odd) > 200


@pytest.mark.parametrize("visit", CLIENTS, indirect=True)
@pytest.mark.parametrize("odd", HOSTILE.values(), ids=HOSTILE)
async def test_when_every_string_is_hostile_nothing_of_it_comes_out(
    visit: Callable[..., Awaitable[Visit]], odd: str
) -> None:
    """Ids, times and words too: then little works, and all of it is said in our errors."""
    went = await visit(odd, all_of_it=True)
    assert set() == unclean(went)
