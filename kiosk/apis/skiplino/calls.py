"""One call of the Skiplino dialect: its key, its language, its envelope, its error as ours."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from kiosk.apis.http import DEADLINE, Answer, Http
from kiosk.apis.ids import LOCALE_ALONE, segment
from kiosk.apis.outcomes import Verdict, envelope, unclear, verdict
from kiosk.apis.patience import patiently
from kiosk.apis.pause import pause
from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.keys import Keys
from kiosk.domain.ports import Clock
from kiosk.errors import (
    Denied,
    KioskError,
    Reason,
    Refused,
    TooBusy,
)
from kiosk.text import clean

UNAUTHORIZED: Final = 401
_SENTENCE: Final = 300


class No(Refused):
    """They refused, in their own envelope. Its `detail` is their sentence for the customer.

    `status` is theirs, `members` what a 422 names. Callers make the reason of it.
    """

    def __init__(self, status: int, error: object) -> None:
        """`error` is as it came: a string, an object of member → sentence, or nothing."""
        told = error if isinstance(error, str) else ""
        super().__init__(Reason.NOT_ALLOWED_NOW, detail=clean(told, _SENTENCE))
        self.status = status
        self.members = frozenset(
            clean(name, 40) for name in (error if isinstance(error, dict) else ())
        )


def path(*parts: str) -> str:
    """A path below the base, each part quoted. NotFound for an id that would lead elsewhere."""
    return "/" + "/".join(map(segment, parts))


class Calls:
    """Asks one company's Skiplino. What it can't make sense of is Unavailable, or Ambiguous."""

    def __init__(self, http: Http, clock: Clock, habits: Habits) -> None:
        """`http` has no key of its own; its base ends in /external/v1. Closed by who made it."""
        self._http, self._clock, self._habits = http, clock, habits
        self._keys = Keys(habits.keys, clock)

    async def read(
        self,
        where: str,
        params: Mapping[str, str] | None = None,
        *,
        locale: str = "",
        within: float = DEADLINE,
    ) -> Mapping[str, Any]:
        """The envelope of an answer, asked for again if it gets lost. No, Denied, TooBusy,
        Unavailable."""
        return await patiently(
            lambda left: self.ask("GET", where, None, params, locale, left), within
        )

    async def change(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        *,
        locale: str = "",
        within: float = DEADLINE,
    ) -> Mapping[str, Any]:
        """The same for what changes something: asked once. Ambiguous where nobody can know."""
        return await self.ask(method, where, body, params, locale, within)

    async def trusted(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any] | None,
        params: Mapping[str, str] | None,
        *,
        within: float = DEADLINE,
    ) -> Mapping[str, Any]:
        """One call that needs a secret key; a GET is asked for again if it gets lost.

        Their 401 may mean that the key is a public one. So it is no reason to take the next key,
        unless what every key may ask for is refused as well.
        """

        async def ask(left: float) -> Mapping[str, Any]:
            return await self.ask(method, where, body, params, "", left, rotates=False)

        async def whole(left: float) -> Mapping[str, Any]:
            key = self._keys.current()
            try:
                return await ask(left)
            except Denied as error:
                if error.reason is not Reason.AUTH:
                    raise
            await self.ask("GET", "/branches", None, None, "", left)
            if key == self._keys.current():
                raise Denied(detail="that needs a secret key")
            return await ask(left)

        return await (patiently(whole, within) if method == "GET" else whole(within))

    async def ask(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any] | None,
        params: Mapping[str, str] | None,
        locale: str,
        within: float,
        *,
        rotates: bool = True,
    ) -> Mapping[str, Any]:
        """One call in `within` seconds; with another key when the first is refused, if it
        `rotates`. No, Denied, TooBusy; Unavailable, or Ambiguous when it is no GET."""
        changes = method != "GET"
        end = asyncio.get_running_loop().time() + within
        tried: list[str] = []
        while True:
            key = self._keys.current()
            answer = await self._http.ask(
                method,
                where,
                changes=changes,
                within=max(0.0, end - asyncio.get_running_loop().time()),
                body=None if body is None else json.dumps(body).encode(),
                headers=self._headers(key, locale),
                params=params,
            )
            if not (_is_no_key(answer) and rotates):
                break
            tried.append(key)
            if not self._keys.refused(key, tried):
                break
        return self._said(answer, changes=changes)

    def _headers(self, key: str, locale: str) -> dict[str, str]:
        known = LOCALE_ALONE.fullmatch(locale)
        headers = {"x-locale": locale if known else self._habits.locale}
        return headers | ({"authorization": f"Bearer {key}"} if key else {})

    def _said(self, answer: Answer, *, changes: bool) -> Mapping[str, Any]:
        said = envelope(answer)
        known = verdict(answer)
        if known is Verdict.UNKNOWN or said is None:
            raise unclear(answer, changes=changes)
        if known is Verdict.NO:
            raise self._refusal(answer, said)
        self._keys.accepted()
        return said

    def _refusal(self, answer: Answer, said: Mapping[str, Any]) -> KioskError:
        match answer.status:
            case 401:
                return Denied(detail="the key is not good there, or not for this")
            case 402 | 403:
                return Denied(Reason.FORBIDDEN, detail=f"answered {answer.status}")
            case 429:
                return TooBusy(retry_after=pause(answer, self._clock.now()))
        return No(answer.status, said.get("error"))


def _is_no_key(answer: Answer) -> bool:
    return answer.status == UNAUTHORIZED and envelope(answer) is not None
