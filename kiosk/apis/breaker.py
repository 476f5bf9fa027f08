"""A breaker before another system: what is down is not asked by every customer anew.

After several failures in a row calls fail at once, for a time that grows; then one call goes
through as a probe, and its success lets all of them through again. What a create in doubt needs,
goes through whatever the breaker thinks (see `urgent`).
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from kiosk.apis.http import DEADLINE, Answer, Http
from kiosk.errors import Ambiguous, Reason, Unavailable

IN_A_ROW: Final = 5
FIRST_REST: Final = 1.0
LONGEST_REST: Final = 30.0
"""Seconds; the rest doubles with each probe that fails."""

SERVER_ERROR: Final = 500

_URGENT: Final[ContextVar[bool]] = ContextVar("urgent", default=False)


@contextmanager
def urgent() -> Iterator[None]:
    """Calls made within are let through, and count all the same."""
    token = _URGENT.set(True)
    try:
        yield
    finally:
        _URGENT.reset(token)


@dataclass(slots=True)
class Breaker:
    """Counts failures. `monotonic` counts seconds."""

    monotonic: Callable[[], float]
    in_a_row: int = IN_A_ROW
    first_rest: float = FIRST_REST
    longest_rest: float = LONGEST_REST
    _failures: int = field(default=0, init=False)
    _rests: int = field(default=0, init=False)
    _until: float | None = field(default=None, init=False)

    @property
    def is_open(self) -> bool:
        """Whether the other side is taken to be down."""
        return self._until is not None

    def lets_through(self) -> bool:
        """Whether to make a call now. True for an open one makes that call the probe: others
        wait for another rest, or for its success."""
        if self._until is None:
            return True
        now = self.monotonic()
        if now < self._until:
            return False
        self._until = now + self._rest()
        return True

    def succeeded(self) -> None:
        """The other side answered."""
        self._failures, self._rests, self._until = 0, 0, None

    def failed(self) -> None:
        """It did not, or not sensibly."""
        self._failures += 1
        if self._failures >= self.in_a_row:
            self._until = self.monotonic() + self._rest()
            self._rests += 1

    def _rest(self) -> float:
        return min(self.longest_rest, self.first_rest * 2.0 ** min(self._rests, 30))


class BrokenHttp:
    """An `Http` behind a breaker. Unavailable OFFLINE, with nothing sent, while it is open."""

    def __init__(self, http: Http, breaker: Breaker) -> None:
        """`http` is closed by `aclose`."""
        self._http, self._breaker = http, breaker

    async def ask(
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        within: float = DEADLINE,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """As `Http.ask`."""
        self._pass()
        with self._judged():
            answer = await self._http.ask(
                method,
                path,
                changes=changes,
                within=within,
                body=body,
                headers=headers,
                params=params,
            )
        if answer.status >= SERVER_ERROR:
            self._breaker.failed()
        else:
            self._breaker.succeeded()
        return answer

    def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AbstractAsyncContextManager[tuple[Answer, AsyncIterator[bytes]]]:
        """As `Http.listen`. A stream has its own ways of coming back, so it counts for nothing."""
        return self._http.listen(path, headers=headers, params=params)

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._http.aclose()

    def _pass(self) -> None:
        if not self._breaker.lets_through() and not _URGENT.get():
            raise Unavailable(Reason.OFFLINE, detail="it did not answer just now")

    @contextmanager
    def _judged(self) -> Iterator[None]:
        """No answer is a failure; that somebody stopped waiting says nothing."""
        try:
            yield
        except (Ambiguous, Unavailable):
            self._breaker.failed()
            raise
