"""The vendor's own program as far as it was read: what its pages don't say, on a real socket.

Nothing is refused for a time that is taken, answers to changes are empty, every refusal is a 400,
and who signs in gets two cookies. It can be told to lose answers, to be late, and to do things
twice.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kiosk.apis.journal import Journal
from kiosk.apis.merchant.client import MerchantClient
from kiosk.apis.merchant.habits import Habits
from kiosk.apis.web import WebHttp, open_web
from tests.apis.serving import served
from tests.desk.hands import StoppedClock

ZONE = ZoneInfo("Europe/Budapest")
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)  # Monday, 12:00 there
NAME = "spa-retreat"
HABITS = Habits(NAME, email="desk@example.com", password="a pass word")
ANNA = "0b6f2a52-3f0e-4d0c-9d1e-6a1a7b6f0001"

SERVICES: list[dict[str, Any]] = [
    {
        "id": 3,
        "name": "Massages",
        "sequence": 1,
        "services": [
            {
                "id": 12,
                "category_id": 3,
                "name": "Swedish Massage",
                "description": "",
                "total_duration": 60,
                "price": "$85.00",
                "price_type": "fixed",
                "sequence": 1,
            },
            {
                "id": 13,
                "category_id": 3,
                "name": "Short Massage",
                "description": "",
                "total_duration": 30,
                "price": {"amount": 4000, "currency": "USD", "formatted": "$40.00"},
                "price_type": "per_person",
                "sequence": 0,
            },
        ],
    },
    {
        "id": None,
        "name": "",
        "sequence": 2,
        "services": [
            {
                "id": 20,
                "category_id": None,
                "name": "Yoga",
                "total_duration": 45,
                "price": "",
                "price_type": "free",
                "sequence": 0,
                "booking_type": "class",
                "max_participants": 3,
                "min_participants": 2,
            }
        ],
    },
]


@dataclass
class Kept:
    """A booking they keep. `people` are customers' uuids or names."""

    id: int
    service: int
    start: datetime
    end: datetime
    note: str
    people: list[dict[str, Any]] = field(default_factory=list)
    cancelled: bool = False
    merchant: str = "Spa Retreat"


@dataclass
class Program:
    """What it keeps, what it was asked, and what is to go wrong."""

    clock: StoppedClock
    kept: dict[int, Kept] = field(default_factory=dict)
    customers: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    sessions: set[str] = field(default_factory=set)
    logins: int = 0
    pages: int = 0  # how often the merchant's first page was asked for
    lose: int = 0  # so many creates are done, and their answer is lost
    before: int = 0  # so many creates get no answer and are not done
    twice: bool = False  # every create is delivered twice
    lag: int = 0  # so many readings of the calendar are old
    rival: bool = False  # somebody else books the same time meanwhile
    goes_blind: bool = False  # after the next create the calendar can't be read
    blind: bool = False
    stubborn: bool = False  # a move is answered 200 and not made
    hangs: asyncio.Event | None = None  # creates are done, and answered after this
    done: asyncio.Event = field(default_factory=asyncio.Event)  # set by one that hangs
    nonsense: Response | None = None  # what creates are answered with, once done
    strange: list[Any] = field(default_factory=list)  # more rows of the calendar
    head: bool = False  # the calendar as newer versions tell it

    def service(self, id_: int) -> dict[str, Any]:
        return next(
            s for group in SERVICES for s in group["services"] if s["id"] == id_
        )

    def live(self) -> list[Kept]:
        return [row for row in self.kept.values() if not row.cancelled]

    def add(self, service: int, start: datetime, note: str = "", *people: Any) -> Kept:
        length = timedelta(minutes=self.service(service)["total_duration"])
        id_ = 101 + len(self.kept)
        row = Kept(id_, service, start, start + length, note, [*people])
        self.kept[id_] = row
        return row

    # the public pages

    async def merchant(self, request: Request) -> Response:
        self._note(request)
        self.pages += 1
        hours = [
            {"start_time": "09:00:00", "end_time": "12:00:00"},
            {"start_time": "13:00:00", "end_time": "17:00:00"},
        ]
        return _data(
            {
                "merchant_name": "Spa Retreat",
                "url_name": NAME,
                "timezone": ZONE.key,
                "location_id": 7,
                "formatted_location": "Fő utca 1., Budapest",
                "services": [_public(heading) for heading in SERVICES],
                "business_hours": {str(n): hours for n in range(1, 6)} | {"0": None},
            }
        )

    async def availability(self, request: Request) -> Response:
        self._note(request)
        service = self.service(int(request.path_params["service"]))
        first, last = (
            datetime.fromisoformat(request.query_params[n]).astimezone(ZONE).date()
            for n in ("start", "end")
        )
        days = []
        while first <= last:
            if first.weekday() < 5:
                days.append(self._day(first, service["total_duration"]))
            first += timedelta(days=1)
        return _data(days)

    async def next_one(self, request: Request) -> Response:
        self._note(request)
        service = self.service(int(request.path_params["service"]))
        today = self.clock.now().astimezone(ZONE).date()
        for n in range(92):
            day = today + timedelta(days=n)
            told = self._day(day, service["total_duration"])
            times = [*(told["morning"] or []), *(told["afternoon"] or [])]
            if day.weekday() < 5 and times:
                return _data({"date": str(day), "time": times[0]})
        return _data({"date": "", "time": ""})

    async def disabled(self, request: Request) -> Response:
        self._note(request)
        return _data(
            {"closed_days": [0, 6], "min_date": "2026-05-04", "max_date": "2026-10-04"}
        )

    def _day(self, day: date, minutes: int) -> dict[str, Any]:
        found: dict[bool, list[str]] = {False: [], True: []}
        for quarter in range(24 * 4):
            local = datetime.combine(day, time(), ZONE) + timedelta(
                minutes=15 * quarter
            )
            start, end = (
                at.astimezone(UTC) for at in (local, local + timedelta(minutes=minutes))
            )
            open_ = any(
                time(a) <= local.time()
                and (local + timedelta(minutes=minutes)).time() <= time(b)
                for a, b in ((9, 12), (13, 17))
            )
            taken = any(k.start < end and start < k.end for k in self.live())
            if open_ and not taken and start > self.clock.now():
                found[local.hour >= 12].append(f"{local:%H:%M}")
        morning, afternoon = found[False] or None, found[True] or None
        free = bool(morning or afternoon)
        return {
            "date": str(day),
            "is_available": free,
            "morning": morning,
            "afternoon": afternoon,
        }

    # staff

    async def login(self, request: Request) -> Response:
        self._note(request)
        said = await request.json()
        self.logins += 1
        if said != {"email": HABITS.email, "password": HABITS.password}:
            return _no("incorrect email or password", 401)
        access = f"access.{self.logins}"
        self.sessions.add(access)
        answer = Response(status_code=200)
        answer.set_cookie("jwt-access", access, path="/", domain="reservations.local")
        answer.set_cookie("jwt-refresh", "refresh.1", path="/", httponly=True)
        answer.set_cookie("tracking", "42")
        return answer

    async def events(self, request: Request) -> Response:
        self._note(request)
        if not self._known(request):
            return _no("Unauthorized", 401)
        start, end = (
            datetime.fromisoformat(request.query_params[n]) for n in ("start", "end")
        )
        if self.blind:
            return _no("down for maintenance", 503)
        if self.lag:
            self.lag -= 1
            return _data({"bookings": None, "blocked_times": None})
        rows = [
            told
            for kept in self.live()
            if start <= kept.start and kept.end <= end
            for told in self._rows(kept)
        ]
        return _data({"bookings": [*rows, *self.strange], "blocked_times": None})

    def _rows(self, kept: Kept) -> list[dict[str, Any]]:
        service = self.service(kept.service)
        row = {
            "id": kept.id,
            "from_date": kept.start.isoformat(),
            "to_date": kept.end.isoformat(),
            "merchant_note": kept.note,
            "service_name": service["name"],
            "service_duration": service["total_duration"],
            "price": "$85.00",
            "cost": "",
        }
        if self.head:
            people = [p | {"status": "booked"} for p in kept.people]
            row |= {
                "service_id": kept.service,
                "booking_status": "confirmed",
                "participants": people,
            }
            return [row]
        people = kept.people or [{}]
        return [
            row
            | {
                "customer_note": who.get("customer_note"),
                "first_name": who.get("first_name"),
                "last_name": who.get("last_name"),
                "phone_number": who.get("phone_number"),
            }
            for who in people
        ]

    async def services(self, request: Request) -> Response:
        self._note(request)
        if not self._known(request):
            return _no("Unauthorized", 401)
        return _data(SERVICES)

    async def people(self, request: Request) -> Response:
        self._note(request)
        if not self._known(request):
            return _no("Unauthorized", 401)
        if self.hangs:
            await self.hangs.wait()
        return _data(self.customers)

    async def book(self, request: Request) -> Response:
        self._note(request)
        body = await request.json()
        self.bodies.append(body)
        if not self._known(request):
            return _no("Unauthorized", 401)
        if self.before:
            self.before -= 1
            raise ConnectionError
        if "recurrence_rule" not in body:
            raise ConnectionError  # as it does: no answer at all
        start = datetime.fromisoformat(body["timestamp"])
        if self.rival:
            self.rival = False
            self.add(body["service_id"], start, "by phone")
        people = [self._who(who) for who in body["customers"]]
        starts = [start]
        if body["is_recurring"]:
            if body["recurrence_rule"]["frequency"] == "YEARLY":
                return _no("recurring rule frequency is invalid")
            until = datetime.fromisoformat(body["recurrence_rule"]["until"])
            weeks = body["recurrence_rule"]["interval"]
            while (after := starts[-1] + timedelta(weeks=weeks)) <= until:
                starts.append(after)
        note = "" if body["is_recurring"] else body["merchant_note"]
        for _ in range(1 + self.twice):
            for at in starts:
                self.add(body["service_id"], at, note, *people)
        self.blind = self.goes_blind
        if self.hangs:
            self.done.set()
            await self.hangs.wait()
        if self.lose:
            self.lose -= 1
            raise ConnectionError
        return self.nonsense or Response(status_code=201)

    def _who(self, who: dict[str, Any]) -> dict[str, Any]:
        if "id" in who:
            return next(c for c in self.customers if c["id"] == who["id"])
        made = {"id": f"{ANNA[:-4]}{len(self.customers) + 10:04}", **who}
        self.customers.append(made)
        return made

    async def book_self(self, request: Request) -> Response:
        self._note(request)
        body = await request.json()
        self.bodies.append(body)
        if not self._known(request):
            return _no("Unauthorized", 401)
        who = {"first_name": "Kiosk", "last_name": "-"} | {
            "customer_note": body.get("customer_note")
        }
        if "booking_id" in body:
            kept = self.kept.get(body["booking_id"])
            full = kept is None or len(kept.people) >= 3
            if kept is None or full:
                return _no("error adding new participant to booking: no rows")
            kept.people.append(who)
        else:
            start = datetime.fromisoformat(body["timeStamp"])
            self.add(body["service_id"], start, "", who)
        self.blind = self.goes_blind
        return Response(status_code=201)

    async def one(self, request: Request) -> Response:
        self._note(request)
        kept = self.kept.get(int(request.path_params["id"]))
        if not self._known(request):
            return _no("Unauthorized", 401)
        if kept is None:
            return _no("error while getting booking: no rows in result set")
        if request.method == "DELETE":
            body = await request.json()
            if body["booking_id"] != kept.id:
                return _no("invalid booking id")
            kept.people = [p for p in kept.people if p.get("first_name") != "Kiosk"]
            kept.cancelled = kept.service != 20
            return Response(status_code=200)
        return _data(
            {
                "from_date": kept.start.isoformat(),
                "to_date": kept.end.isoformat(),
                "service_name": self.service(kept.service)["name"],
                "cancel_deadline": 60,
                "merchant_name": kept.merchant,
                "is_cancelled": kept.cancelled,
            }
        )

    async def by_staff(self, request: Request) -> Response:
        self._note(request)
        body = await request.json()
        self.bodies.append(body)
        if not self._known(request):
            return _no("Unauthorized", 401)
        kept = self.kept.get(int(request.path_params["id"]))
        if kept is None:
            return _no("error while getting booking: no rows in result set")
        if request.method == "DELETE":
            if kept.start < self.clock.now():
                return _no("you cannot cancel past bookings")
            kept.cancelled = True
        else:
            start, end = (
                datetime.fromisoformat(body[n]) for n in ("from_date", "to_date")
            )
            if start - kept.start != end - kept.end:
                return _no("invalid from and to date supplied")
            if not kept.cancelled and not self.stubborn:
                kept.start, kept.end = start, end
                kept.note = body["merchant_note"]
        if self.lose:
            self.lose -= 1
            raise ConnectionError
        return Response(status_code=200)

    def _note(self, request: Request) -> None:
        self.asked.append(f"{request.method} {request.url.path}?{request.url.query}")
        self.cookies.append(request.headers.get("cookie", ""))

    def _known(self, request: Request) -> bool:
        return request.cookies.get("jwt-access") in self.sessions

    def app(self) -> Starlette:
        v1, shop = "/api/v1", f"/api/v1/merchants/{NAME}"
        service = shop + "/locations/7/services/{service}/availability"
        return Starlette(
            routes=[
                Route(shop, self.merchant),
                Route(service, self.availability),
                Route(f"{service}/next", self.next_one),
                Route(f"{service}/disabled-days", self.disabled),
                Route(f"{v1}/auth/login", self.login, methods=["POST"]),
                Route(f"{v1}/bookings/calendar/events", self.events),
                Route(f"{v1}/merchant/calendar/customers", self.people),
                Route(f"{v1}/merchant/calendar/services", self.services),
                Route(f"{v1}/bookings/merchant", self.book, methods=["POST"]),
                Route(f"{v1}/bookings/customer", self.book_self, methods=["POST"]),
                Route(
                    f"{v1}/bookings/customer/{{id}}",
                    self.one,
                    methods=["GET", "DELETE"],
                ),
                Route(
                    f"{v1}/bookings/merchant/{{id}}",
                    self.by_staff,
                    methods=["DELETE", "PATCH"],
                ),
            ]
        )


def _public(heading: dict[str, Any]) -> dict[str, Any]:
    """A heading without what only staff are told."""
    hidden = {"booking_type", "max_participants", "min_participants"}
    services = [
        {name: value for name, value in service.items() if name not in hidden}
        for service in heading["services"]
    ]
    return {**heading, "services": services}


def _data(said: Any) -> Response:
    return JSONResponse({"data": said})


def _no(message: str, status: int = 400) -> Response:
    return JSONResponse({"error": {"message": message}}, status)


@dataclass
class Branch:
    """The program, and a client of it whose clock is the same."""

    program: Program
    client: MerchantClient
    clock: StoppedClock
    waited: list[float]


@asynccontextmanager
async def open_branch(
    habits: Habits = HABITS,
    journal: Journal | None = None,
    now: datetime = NOON,
    customers: Sequence[dict[str, Any]] = (),
) -> AsyncIterator[Branch]:
    """The program on a Unix socket, its client, and whom it knows."""
    clock = StoppedClock(now)
    program = Program(clock, customers=[*customers])
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async with listening(program.app()) as http:
        client = MerchantClient(
            http,
            clock,
            habits,
            journal,
            monotonic=lambda: clock.now().timestamp(),
            sleep=sleep,
        )
        try:
            yield Branch(program, client, clock, waited)
        finally:
            await client.aclose()


@asynccontextmanager
async def listening(app: Any) -> AsyncIterator[WebHttp]:
    """`app` on a socket of its own, and a client that keeps no cookies. What the app can't answer
    is a connection that ends."""
    async with served(_cut(app)) as socket:
        transport = httpx.AsyncHTTPTransport(uds=str(socket))
        yield open_web("http://there", None, transport)


def _cut(app: Any) -> Any:
    """A crash ends the connection: there is nobody there who would catch it."""

    async def cut(scope: Any, receive: Any, send: Any) -> None:
        try:
            await app(scope, receive, _silent_500(send))
        except ConnectionError:
            return

    return cut


def _silent_500(send: Any) -> Any:
    async def sent(message: Any) -> None:
        if message.get("status") == 500:
            raise ConnectionError
        await send(message)

    return sent
