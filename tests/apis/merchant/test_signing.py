"""Signing in at the merchant's system: two cookies, one host, and no storm."""

import logging
from dataclasses import replace

import pytest

from kiosk.apis.http import Answer
from kiosk.apis.merchant.habits import Auth, Habits
from kiosk.apis.merchant.signing import cookies_in
from kiosk.domain.booking import Wanted
from kiosk.errors import Denied
from tests.apis.merchant.program import HABITS, open_branch
from tests.apis.merchant.test_client import HERE, SWEDISH, TUESDAY, wanted


async def test_signing_in_happens_once_and_only_where_it_is_needed() -> None:
    """Public pages are asked without a word of who we are."""
    async with open_branch() as there:
        await there.client.slots(Wanted(HERE, SWEDISH), TUESDAY)
        public = zip(there.program.asked, there.program.cookies, strict=True)
        assert {""} == {cookie for asked, cookie in public if "/merchants/" in asked}
        await there.client.told(HERE, TUESDAY)
        await there.client.told(HERE, TUESDAY)
        assert 1 == there.program.logins
        assert "jwt-access=access.1; jwt-refresh=refresh.1" == there.program.cookies[-1]
        await there.client.slots(Wanted(HERE, SWEDISH), TUESDAY)
        assert "" == there.program.cookies[-1]


async def test_a_session_that_ended_is_begun_anew_in_the_middle_of_things() -> None:
    """A 401 is followed by one sign-in, and what was asked is asked again."""
    async with open_branch() as there:
        await there.client.issue(wanted(), None, "kiosk")
        there.program.sessions.clear()
        (told,) = await there.client.told(HERE, TUESDAY)
        assert ("101", 2) == (told.id, there.program.logins)


async def test_a_wrong_password_is_tried_once_a_minute() -> None:
    """Whatever is asked for meanwhile; numbers of another queue go on."""
    async with open_branch(replace(HABITS, password="old")) as there:
        for _ in range(5):
            with pytest.raises(Denied):
                await there.client.told(HERE, TUESDAY)
        assert 1 == there.program.logins
        there.clock.pass_by(seconds=61)
        with pytest.raises(Denied):
            await there.client.told(HERE, TUESDAY)
        assert 2 == there.program.logins


async def test_a_token_that_opens_nothing_is_no_storm_either() -> None:
    """The real program reads no bearer token at all."""
    habits = Habits(HABITS.merchant, auth=Auth.BEARER, token="a token")
    async with open_branch(habits) as there:
        for _ in range(5):
            with pytest.raises(Denied):
                await there.client.told(HERE, TUESDAY)
        asked = [line for line in there.program.asked if "calendar" in line]
        assert (1, 0) == (len(asked), there.program.logins)


def test_of_their_cookies_two_are_kept() -> None:
    """By name and value; what else they say about them is not believed."""
    said = (
        "jwt-access=a.b-c_d; Domain=evil.example; Expires=Wed, 21 Oct 2026 07:28:00 GMT, "
        "tracking=1, jwt-refresh=r; Path=/, not-jwt-access=x, jwt-access2=y"
    )
    answer = Answer(200, {"set-cookie": said}, b"")
    assert {"jwt-access": "a.b-c_d", "jwt-refresh": "r"} == cookies_in(answer)
    assert {} == cookies_in(Answer(200, {"set-cookie": 'jwt-access="a b"'}, b""))


async def test_nothing_that_opens_doors_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in logs nor in tracebacks nor in addresses."""
    caplog.set_level(logging.DEBUG)
    async with open_branch(replace(HABITS, password="very secret")) as there:
        with pytest.raises(Denied) as caught:
            await there.client.told(HERE, TUESDAY)
        said = "\n".join(
            [repr(record.__dict__) for record in caplog.records]
            + [repr(there.client.habits), repr(caught.value), *there.program.asked]
        )
        assert "very secret" not in said
        assert "desk@example.com" not in said
