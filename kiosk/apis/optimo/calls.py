"""One call of their API: counted, kept to a deadline, its refusal as one of our errors."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from kiosk.apis.http import DEADLINE, Answer, Http
from kiosk.apis.optimo import said
from kiosk.apis.optimo.budget import Budget
from kiosk.apis.optimo.declined import declined
from kiosk.apis.optimo.habits import Habits
from kiosk.apis.outcomes import JSON, unclear
from kiosk.apis.patience import patiently
from kiosk.apis.pause import pause
from kiosk.domain.ports import Clock
from kiosk.errors import BadInput, Denied, KioskError

SULKS: Final = 300.0
"""Seconds for which a key that may not is not tried again: only a person can mend that."""

READ, WRITE = "booking:read", "booking:write"
"""Their scopes."""


class Calls:
    """Asks one site. `monotonic` counts seconds."""

    def __init__(
        self,
        http: Http,
        habits: Habits,
        clock: Clock,
        budget: Budget,
        monotonic: Callable[[], float],
    ) -> None:
        """`http` is closed by whoever made it, and carries no key of its own."""
        self._http, self._habits, self._clock = http, habits, clock
        self._budget, self._monotonic = budget, monotonic
        self._denied: dict[str, tuple[float, Denied]] = {}

    @property
    def denied(self) -> Denied | None:
        """What the key may not, as far as they said so lately."""
        now = self._monotonic()
        fresh = (error for until, error in self._denied.values() if now < until)
        return next(fresh, None)

    async def read(
        self,
        where: str,
        params: Mapping[str, str],
        *,
        urgent: bool = False,
        patient: bool = True,
        within: float = DEADLINE,
    ) -> tuple[Any, Mapping[str, Any]]:
        """What they tell, and the envelope; a `patient` one is asked for again after what may
        pass. `urgent` as in `Budget.take`. Unavailable, TooBusy, Denied, BadInput, NotFound."""

        async def once(left: float) -> tuple[Any, Mapping[str, Any]]:
            answer = await self._ask("GET", where, READ, left, params, urgent=urgent)
            return _told(answer)

        return await (patiently(once, within) if patient else once(within))

    async def change(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any],
        *,
        once: str = "",
        within: float = DEADLINE,
    ) -> Answer:
        """Have something done, asked for once; the success as it came. `once` goes along as an
        `Idempotency-Key`, for whoever heeds it. Ambiguous for what is neither yes nor no."""
        headers = {"idempotency-key": once} if once else {}
        answer = await self._ask(
            method,
            where,
            WRITE,
            within,
            body=json.dumps(body).encode(),
            headers=headers,
            urgent=True,
        )
        if not 200 <= answer.status < 300:
            raise unclear(answer, changes=True)
        return answer

    async def _ask(
        self,
        method: str,
        where: str,
        scope: str,
        within: float,
        params: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        urgent: bool,
    ) -> Answer:
        self._check_allowed(scope)
        self._budget.take(urgent=urgent)
        changes = method != "GET"
        key = {"x-api-key": self._habits.key} if self._habits.key else {}
        answer = await self._http.ask(
            method,
            f"{self._habits.prefix}{where}",
            changes=changes,
            within=within,
            body=body,
            headers={**key, **(headers or {})},
            params=params,
        )
        if answer.status == 429:
            self._budget.pause(pause(answer, self._clock.now()))
        if answer.status >= 400:
            raise self._noted(
                declined(answer, self._clock.now(), changes=changes), scope
            )
        return answer

    def _check_allowed(self, scope: str) -> None:
        until, error = self._denied.get(scope, (float("-inf"), Denied()))
        if self._monotonic() < until:
            raise Denied(error.reason, detail=error.detail)

    def _noted(self, error: KioskError, scope: str) -> KioskError:
        if isinstance(error, Denied):
            self._denied[scope] = self._monotonic() + SULKS, error
        return error


def _told(answer: Answer) -> tuple[Any, Mapping[str, Any]]:
    """What an answer holds. Unavailable UPSTREAM for what nobody can read."""
    if not 200 <= answer.status < 300 or answer.kind not in JSON:
        raise unclear(answer, changes=False)
    try:
        return said.data_of(answer.body)
    except BadInput as error:
        raise unclear(answer, changes=False) from error
