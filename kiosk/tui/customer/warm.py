"""What the first page could do without, before the first customer asks for it."""

import asyncio
import gc
from typing import Final

from kiosk.tui.customer.stage import Stage

QUIET_SECONDS: Final = 0.3


async def warm_up(stage: Stage, *, alone: bool, times: bool) -> None:
    """Import and make the rest, a little at a time, when a first quick tap has been answered.

    `alone`: nobody else lives in this process, so that its memory may be settled. `times`: there
    are appointments.
    """
    await asyncio.sleep(QUIET_SECONDS)
    await asyncio.to_thread(_import_the_rest)
    if times:
        await asyncio.to_thread(_import_appointments)
    for _ in stage.warm(times=times):
        await asyncio.sleep(0)
    if alone:
        gc.freeze()  # all of it stays: looking it through would only cost a tap time
        gc.enable()


def _import_the_rest() -> None:
    import stamina  # noqa: F401  for the first call that gets lost

    import kiosk.domain.serving  # noqa: F401  for the first report to the queue
    from kiosk.tui.block_letters import large
    from kiosk.tui.qr import qr_lines

    large("A001", 80, 8)
    qr_lines("K1:00000000:0000000000")


def _import_appointments() -> None:
    import kiosk.tui.customer.choose_errand
    import kiosk.tui.customer.enter_phone
    import kiosk.tui.customer.finding
    import kiosk.tui.customer.owning
    import kiosk.tui.customer.reserved
    import kiosk.tui.customer.reserving  # noqa: F401  only loaded, all six
    from kiosk.tui.customer.dialling import Typed, code_at, grouped

    grouped(Typed(code_at("Europe/Berlin"), "30"))
