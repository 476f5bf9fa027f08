"""A create without a journal, for who only lives as long as this process: asked for once, and
looked for until it is there."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from kiosk.apis.asking import LIMITS, Asked
from kiosk.domain.errands import Errand
from kiosk.errors import Ambiguous, Refused, TooBusy, Unavailable

T = TypeVar("T")


async def made_alone(
    asked: Asked[T], errand: Errand, sleep: Callable[[float], Awaitable[object]]
) -> T:
    """What one request made; when its answer is lost, the oldest row under its mark, and the
    others are undone. Ambiguous when there is none; a refusal as it is."""
    try:
        return await asked.post(errand)
    except Ambiguous as error:
        lost = error
    for wait in LIMITS.waits:
        await sleep(wait)
        try:
            found = [seen for seen in await asked.look_up(errand) if seen.live]
        except (Unavailable, Refused, TooBusy):
            continue
        for double in found[1:]:
            await asked.undo(double.id)
        if found:
            return found[0].value
    raise Ambiguous(detail=f"looked for and not found: {lost.detail}")
