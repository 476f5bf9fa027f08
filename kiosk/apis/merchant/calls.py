"""One call of the merchant's API: its path, what its answer holds, its refusal as our error."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from kiosk.apis.http import DEADLINE, Answer, Http
from kiosk.apis.merchant.declined import declined
from kiosk.apis.merchant.habits import Habits
from kiosk.apis.merchant.signing import Signing
from kiosk.apis.merchant.told import data_of
from kiosk.apis.outcomes import JSON, envelope, unclear
from kiosk.apis.patience import patiently
from kiosk.errors import Ambiguous, BadInput, NotFound, Refused

_LONGEST: Final = 128


def said_at(at: datetime) -> str:
    """An instant as they read it: UTC, seconds, Z (RFC 3339)."""
    return f"{at.astimezone(UTC).isoformat(timespec='seconds')[:-6]}Z"


def number(id_: str) -> int | str:
    """An id in a body: theirs are numbers."""
    return int(id_) if id_.isascii() and id_.isdigit() else id_


class Calls:
    """Asks one merchant's system. Public pages are asked without saying who we are."""

    def __init__(
        self, http: Http, habits: Habits, monotonic: Callable[[], float]
    ) -> None:
        """`http` is closed by whoever made it; `monotonic` counts seconds."""
        self._http, self._habits = http, habits
        self._staff = Signing(http, habits, monotonic)
        self._customer = self._staff
        if habits.customer_email:
            self._customer = Signing(http, habits, monotonic, as_customer=True)

    async def public(
        self,
        *parts: str,
        params: Mapping[str, str] | None = None,
        within: float = DEADLINE,
    ) -> Any:
        """What a page of the merchant's says; without `parts` the first one. NotFound for a
        refusal of any kind: there is nothing else to refuse."""
        merchant = quote(self._habits.merchant[:_LONGEST], safe="")
        where = "/".join(("/merchants", merchant, *parts))
        try:
            return await self._read(where, params, within, self._once)
        except (Refused, BadInput) as error:
            raise NotFound(detail=error.detail) from error

    async def read(
        self,
        where: str,
        params: Mapping[str, str] | None = None,
        within: float = DEADLINE,
        *,
        patient: bool = True,
    ) -> Any:
        """What staff are told; asked once only if not `patient`. Denied AUTH."""
        if not patient:
            return _told(await self._signed("GET", where, params, within))
        return await self._read(where, params, within, self._signed)

    async def change(
        self,
        method: str,
        where: str,
        body: Mapping[str, Any],
        *,
        wanted: datetime | None = None,
        within: float = DEADLINE,
        as_customer: bool = False,
    ) -> None:
        """Have something done; there is nothing to read in a success. Never asked twice.

        Their refusals by `kiosk.apis.merchant.declined`; Ambiguous for whatever is neither.
        """
        said = json.dumps(body).encode()
        signing = self._customer if as_customer else self._staff
        answer = await self._signed(method, where, None, within, said, signing)
        if answer.status >= 400:
            raise declined(answer, changes=True, wanted=wanted)
        if answer.status not in (200, 201, 202, 204):
            raise unclear(answer, changes=True)
        if answer.body.strip() and answer.kind not in JSON:
            raise Ambiguous(detail=f"answered {answer.kind or 'something'}"[:80])

    async def _read(
        self,
        where: str,
        params: Mapping[str, str] | None,
        within: float,
        ask: Callable[..., Awaitable[Answer]],
    ) -> Any:
        async def once(left: float) -> Any:
            return _told(await ask("GET", where, params, left))

        return await patiently(once, within)

    async def _once(
        self,
        method: str,
        where: str,
        params: Mapping[str, str] | None,
        within: float,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        return await self._http.ask(
            method,
            f"{self._habits.prefix}{where}",
            changes=method != "GET",
            within=within,
            body=body,
            headers=headers,
            params=params,
        )

    async def _signed(
        self,
        method: str,
        where: str,
        params: Mapping[str, str] | None,
        within: float,
        body: bytes | None = None,
        signing: Signing | None = None,
    ) -> Answer:
        async def ask(headers: Mapping[str, str]) -> Answer:
            answer = await self._once(method, where, params, within, body, headers)
            if method != "GET" and answer.status == 401 and envelope(answer) is None:
                raise unclear(answer, changes=True)  # not theirs: it may be done
            return answer

        return await (signing or self._staff).signed(ask)


def _told(answer: Answer) -> Any:
    """What an answer holds. Unavailable UPSTREAM for what nobody can read."""
    if answer.status >= 400:
        raise declined(answer, changes=False)
    if answer.status != 200 or answer.kind not in JSON:
        raise unclear(answer, changes=False)
    try:
        return data_of(answer.body)
    except BadInput as error:
        raise unclear(answer, changes=False) from error
