"""What is down is not asked by every customer anew, and is back as soon as it answers."""

from contextlib import suppress

import pytest

from kiosk.apis.breaker import LONGEST_REST, Breaker, BrokenHttp, urgent
from kiosk.errors import KioskError, Reason, Unavailable
from tests.apis.odd_server import OddServer, http, odd_server

WELL = http("200 OK", b"{}")
DOWN = http("503 Service Unavailable", b"{}")


class Seconds:
    """Pass when told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


async def ask(client: BrokenHttp, times: int = 1) -> None:
    for _ in range(times):
        with suppress(KioskError):
            await client.ask("GET", "/", changes=False, within=1)


def broken(server: OddServer, seconds: Seconds) -> tuple[BrokenHttp, Breaker]:
    breaker = Breaker(seconds)
    return BrokenHttp(server.client(), breaker), breaker


async def test_after_five_failures_in_a_row_calls_fail_at_once() -> None:
    """As never sent, so that whoever asked may be told so."""
    async with odd_server(DOWN) as server:
        client, breaker = broken(server, Seconds())
        await ask(client, 5)
        assert breaker.is_open
        with pytest.raises(Unavailable) as caught:
            await client.ask("POST", "/", changes=True)
        assert (Reason.OFFLINE, 5) == (caught.value.reason, len(server.asked))


async def test_a_cut_answer_counts_and_a_refusal_does_not() -> None:
    """Who refuses is there."""
    async with odd_server(
        b"", http("404 Not Found", b"{}"), b"HTTP/1.1 200", DOWN
    ) as server:
        client, breaker = broken(server, Seconds())
        await ask(client, 6)
        assert not breaker.is_open
        await ask(client, 1)
        assert breaker.is_open


async def test_one_probe_goes_through_after_a_rest_and_lets_all_through_again() -> None:
    """Nobody else is let through until it has answered."""
    async with odd_server(*[DOWN] * 5, WELL) as server:
        seconds = Seconds()
        client, breaker = broken(server, seconds)
        await ask(client, 5)
        seconds.passed = 1.0
        assert [True, False] == [breaker.lets_through(), breaker.lets_through()]
        seconds.passed = 4.0
        await ask(client, 3)
        assert (8, False) == (len(server.asked), breaker.is_open)


async def test_a_rest_grows_up_to_a_limit() -> None:
    """It comes back within half a minute of their return."""
    async with odd_server(DOWN) as server:
        seconds = Seconds()
        client, breaker = broken(server, seconds)
        await ask(client, 5)
        rests = []
        for _ in range(8):
            began = seconds.passed
            while not breaker.lets_through():
                seconds.passed += 0.5
            rests.append(seconds.passed - began)
            breaker.failed()
        assert rests == sorted(rests)
        assert (1.0, LONGEST_REST) == (rests[0], rests[-1])


async def test_what_is_in_doubt_is_looked_up_all_the_same() -> None:
    """Somebody waits for it, and it may be the first to see them back."""
    async with odd_server(*[DOWN] * 5, WELL) as server:
        client, breaker = broken(server, Seconds())
        await ask(client, 5)
        with urgent():
            await ask(client, 1)
        assert (6, False) == (len(server.asked), breaker.is_open)
