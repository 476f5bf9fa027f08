"""Asking again: which failures, how often, how long between. For calls that are safe to repeat."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from kiosk.apis.http import DEADLINE
from kiosk.errors import KioskError, Reason, TooBusy

T = TypeVar("T")

ATTEMPTS: Final = 4
FIRST_WAIT: Final = 0.1
LONGEST_WAIT: Final = 2.0
"""Seconds; between the two the wait doubles, with as much again at random at most."""

AGAIN: Final = frozenset(
    {Reason.OFFLINE, Reason.UPSTREAM, Reason.AMBIGUOUS, Reason.KEY_RUNNING}
)
"""What may be different a moment later. A full disk is not: the customer is told at once."""

RECONNECT: Final = (0.1, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries to listen again; the last one stays."""


def worth_another(error: Exception) -> bool | float:
    """Whether to ask again; in how many seconds, when the other side said so."""
    if isinstance(error, TooBusy):
        return float(error.retry_after)
    return isinstance(error, KioskError) and error.reason in AGAIN


async def patiently(
    call: Callable[[float], Awaitable[T]], within: float = DEADLINE
) -> T:
    """The answer of `call`, asked up to `ATTEMPTS` times and `within` seconds in all.

    `call` gets the seconds that are left to it. Raises its last error.
    """
    clock = asyncio.get_running_loop().time
    end = clock() + within
    try:
        return await call(within)
    except KioskError as error:
        failure: KioskError | None = error
    import stamina
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks(())  # whoever gives up says so; each try is no line on a screen

    def on(error: Exception) -> bool | float:
        wait = worth_another(error)
        return wait if end - clock() > (wait or 0) else False

    async for attempt in stamina.retry_context(
        on=on,
        attempts=ATTEMPTS,
        timeout=within,
        wait_initial=FIRST_WAIT,
        wait_max=LONGEST_WAIT,
        wait_jitter=FIRST_WAIT,
    ):
        with attempt:
            if failure:
                first, failure = failure, None
                raise first
            return await call(max(0.0, end - clock()))
    raise AssertionError
