"""Sessions of the merchant dialect: in memory, by digest, and as many as will fit."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from kiosk.server.keyring import digest

W = TypeVar("W", bound=Hashable)

MOST: Final = 10_000
"""Sessions at once; the one begun longest ago ends first."""

MOST_EACH: Final = 16
"""Sessions of one person at once."""

_SHORT_TOKENS: Final = 4
"""Of one session at once: two requests may renew it in the same moment."""


@dataclass(slots=True)
class _Visit(Generic[W]):
    who: W
    until: float
    short: OrderedDict[str, float] = field(default_factory=OrderedDict)


class Visits(Generic[W]):
    """Who is signed in. A session has a long token, and short ones that are made with it.

    Seconds are monotonic. A restart ends them all: whoever had one signs in again.
    """

    def __init__(
        self, monotonic: Callable[[], float], short: float, long: float
    ) -> None:
        """How many seconds each kind of token is good for."""
        self._monotonic, self._short, self._long = monotonic, short, long
        self._visits: OrderedDict[str, _Visit[W]] = OrderedDict()
        self._by_short: dict[str, str] = {}

    def begin(self, who: W) -> tuple[str, str]:
        """A new session: its short and its long token."""
        long = _token()
        key = digest(long)
        self._make_room(who)
        self._visits[key] = _Visit(who, self._monotonic() + self._long)
        return self._add_short(key), long

    def who(self, short: str) -> W | None:
        """Whose short token it is."""
        key = self._by_short.get(digest(short))
        visit = self._live(key) if key else None
        if visit is None or visit.short[digest(short)] <= self._monotonic():
            return None
        return visit.who

    def renewed(self, long: str) -> tuple[W, str] | None:
        """Whose long token it is, and a new short one."""
        key = digest(long)
        visit = self._live(key)
        return (visit.who, self._add_short(key)) if visit else None

    def end(self, token: str) -> None:
        """End the session of either token."""
        key = digest(token)
        self._drop(self._by_short.get(key, key))

    def _live(self, key: str) -> _Visit[W] | None:
        visit = self._visits.get(key)
        return visit if visit and visit.until > self._monotonic() else None

    def _add_short(self, key: str) -> str:
        visit, short = self._visits[key], _token()
        visit.short[digest(short)] = self._monotonic() + self._short
        self._by_short[digest(short)] = key
        if len(visit.short) > _SHORT_TOKENS:
            gone, _ = visit.short.popitem(last=False)
            del self._by_short[gone]
        return short

    def _make_room(self, who: W) -> None:
        """Sessions begin in the order they end in: what is over stands in front."""
        now = self._monotonic()
        while self._visits:
            key, visit = next(iter(self._visits.items()))
            if visit.until > now and len(self._visits) < MOST:
                break
            self._drop(key)
        own = [key for key, visit in self._visits.items() if visit.who == who]
        for key in own[: max(0, len(own) - MOST_EACH + 1)]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        visit = self._visits.pop(key, None)
        for short in visit.short if visit else ():
            del self._by_short[short]


def _token() -> str:
    return secrets.token_urlsafe(32)
