"""How calls of staff are signed: a token, or two cookies from signing in.

The cookies are sent back to the one side they came from and to nobody else; of what it says about
them nothing is believed but their names and values. One sign-in at a time, and after one that was
refused none for a minute: no storm, whatever is wrong.
"""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from kiosk.apis.http import Answer, Http
from kiosk.apis.merchant.declined import declined, sentence
from kiosk.apis.merchant.habits import Auth, Habits
from kiosk.errors import Denied, KioskError, Reason, Unavailable

COOKIES: Final = ("jwt-access", "jwt-refresh")

REFUSED_FOR: Final = 60.0
"""Seconds during which nobody tries again after a refusal."""

_COOKIE: Final = re.compile(
    r"(?:^|[,;]\s*)(jwt-access|jwt-refresh)=([A-Za-z0-9._~+/=-]{0,8192})(?=\s*(?:[;,]|$))"
)
_LOG: Final = logging.getLogger(__name__)

Ask = Callable[[Mapping[str, str]], Awaitable[Answer]]
"""One request with more headers."""


def cookies_in(answer: Answer) -> dict[str, str]:
    """Our two cookies of an answer, an empty one for one that is taken away."""
    return dict(_COOKIE.findall(answer.headers.get("set-cookie", "")))


class Signing:
    """Signs calls. Denied AUTH when they don't let us in."""

    def __init__(
        self,
        http: Http,
        habits: Habits,
        monotonic: Callable[[], float],
        *,
        as_customer: bool = False,
    ) -> None:
        """`monotonic` counts seconds. `as_customer`: with the account that books for itself."""
        self._http, self._habits, self._monotonic = http, habits, monotonic
        self._who = {"email": habits.email, "password": habits.password}
        self._by_token = habits.auth is Auth.BEARER
        if as_customer and habits.customer_email:
            self._who = {
                "email": habits.customer_email,
                "password": habits.customer_password,
            }
            self._by_token = False
        self._jar: dict[str, str] = {}
        self._times = 0
        self._lock = asyncio.Lock()
        self._refused_at: float | None = None

    async def signed(self, ask: Ask) -> Answer:
        """The answer of `ask`, signed; after a 401 signed anew and asked once more.

        A 401 that is not in their envelope may stand before anything: to be asked again is
        for `ask` to allow, by raising for it itself.
        """
        self._may_try()
        if self._by_token:
            return self._let_in(await ask(self._token()))
        if not self._jar:
            await self._sign_in(self._times)
        times = self._times
        answer = self._kept(await ask(self._cookies()))
        if answer.status == 401:
            await self._sign_in(times)
            answer = self._let_in(self._kept(await ask(self._cookies())))
        return answer

    def _may_try(self) -> None:
        since = self._refused_at
        if since is not None and self._monotonic() - since < REFUSED_FOR:
            raise Denied(Reason.AUTH, detail="not let in; tried again in a minute")

    def _let_in(self, answer: Answer) -> Answer:
        if answer.status == 401:
            self._refused_at = self._monotonic()
            _LOG.error("not let in", extra={"said": sentence(answer)})
            raise Denied(Reason.AUTH, detail="they do not let us in")
        self._refused_at = None
        return answer

    def _token(self) -> dict[str, str]:
        token = self._habits.token
        return {"authorization": f"Bearer {token}"} if token else {}

    def _cookies(self) -> dict[str, str]:
        pairs = (f"{name}={self._jar[name]}" for name in COOKIES if name in self._jar)
        return {"cookie": "; ".join(pairs)}

    def _kept(self, answer: Answer) -> Answer:
        for name, value in cookies_in(answer).items():
            if value:
                self._jar[name] = value
            else:
                self._jar.pop(name, None)
        return answer

    async def _sign_in(self, seen: int) -> None:
        """Sign in, unless somebody else did since `seen`."""
        async with self._lock:
            if self._times != seen:
                return
            self._may_try()
            self._jar.clear()
            self._kept(await self._login())
            if COOKIES[0] not in self._jar and COOKIES[1] not in self._jar:
                raise Unavailable(Reason.UPSTREAM, detail="signed in without a cookie")
            self._times += 1

    async def _login(self) -> Answer:
        answer = await self._http.ask(
            "POST",
            f"{self._habits.prefix}/auth/login",
            changes=False,
            body=json.dumps(self._who).encode(),
        )
        if answer.status >= 400:
            raise self._turned_away(answer)
        return answer

    def _turned_away(self, answer: Answer) -> KioskError:
        error = declined(answer, changes=False)
        if answer.status in (400, 401, 403, 404):
            self._refused_at = self._monotonic()
            _LOG.error("signing in was refused", extra={"status": answer.status})
            return Denied(Reason.AUTH, detail="they do not let us in")
        return error
