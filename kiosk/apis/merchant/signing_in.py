"""Signing in and out."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import json_body
from kiosk.apis.merchant import asked, visitors
from kiosk.apis.merchant.front import Front, nothing
from kiosk.apis.merchant.mistakes import as_theirs
from kiosk.apis.merchant.sentences import SENTENCES, WHOLE, WRONG_LOGIN
from kiosk.domain.accounts import Accounts, Newcomer
from kiosk.errors import BadInput, Denied


class SigningIn:
    """The handlers of the four operations with sessions."""

    def __init__(self, front: Front, accounts: Accounts) -> None:
        """`accounts` keep the sessions."""
        self._front, self._accounts = front, accounts

    async def login(self, request: Request) -> Response:
        """Sign in. Staff: the name of a secret key as `email`, the key as `password`."""
        told = strict.asked(
            asked.Login,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        where = visitors.address(request)
        try:
            tokens = await self._accounts.sign_in(told.email, told.password, where)
        except Denied as error:
            fields = {WHOLE: WRONG_LOGIN}
            raise Denied(error.reason, detail=error.detail, fields=fields) from error
        return visitors.keep(nothing(200), request, tokens)

    async def register(self, request: Request) -> Response:
        """Make an account as a customer, and sign in."""
        told = strict.asked(
            asked.Registration,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        newcomer = Newcomer(
            told.first_name,
            told.last_name,
            told.email,
            told.phone_number,
            told.password,
        )
        where = visitors.address(request)
        try:
            tokens = await self._accounts.register(newcomer, where)
        except BadInput as error:
            raise as_theirs(error) from error
        return visitors.keep(nothing(201), request, tokens)

    async def me(self, request: Request) -> Response:
        """Say whether one is signed in."""
        self._front.somebody(request)
        return nothing(200)

    async def logout(self, request: Request) -> Response:
        """End one's session."""
        self._front.somebody(request)
        self._front.visitors.end(request)
        return visitors.forget(nothing(200), request)
