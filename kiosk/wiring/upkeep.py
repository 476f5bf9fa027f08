"""What the technician of a panel gets in by, and works with."""

import asyncio
import logging
import math
import shutil
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.errors import Denied, KioskError, Reason, TooBusy
from kiosk.wiring.ground import SystemClock

if TYPE_CHECKING:
    from kiosk.config.settings import Settings
    from kiosk.domain.ports import Clock, PrintOrder
    from kiosk.server.pins import Pins
    from kiosk.store.panel import PanelFiles
    from kiosk.tui.customer.tools import Facts
    from kiosk.wiring.check import Check

_log = logging.getLogger(__name__)


class PanelUpkeep:
    """See `kiosk.tui.customer.tools.Upkeep`. Works without any server."""

    def __init__(
        self,
        settings: "Settings",
        data: Path,
        server: str,
        *,
        clock: "Clock | None" = None,
        pins: "Pins | None" = None,
    ) -> None:
        """`server` is its address; "" when it is this machine's own."""
        self._settings, self._data, self._server = settings, data, server
        self._clock = clock or SystemClock()
        self._pins = pins
        self._turn = asyncio.Lock()

    @property
    def exists(self) -> bool:
        """Whether a PIN is set; read each time, so that setting one needs no restart."""
        return self._files.pin.exists()

    async def let_in(self, pin: str) -> None:
        """One after another. What comes too early is not looked at, and does not count."""
        async with self._turn:
            hashed = await asyncio.to_thread(self._counted)
            if not await _matches(self._hasher, pin, hashed):
                self._refuse()
            await asyncio.to_thread(self._files.forget_attempts)
        _log.info("maintenance opened")

    async def test_order(self, locale: str) -> "PrintOrder":
        """The paper `kiosk printer test` prints."""
        from kiosk.wiring.printers import test_order

        return await asyncio.to_thread(test_order, self._settings, locale)

    async def facts(self) -> "Facts":
        """As it is now."""
        return await asyncio.to_thread(self._found)

    @cached_property
    def _files(self) -> "PanelFiles":
        return _files(self._data)

    @property
    def _hasher(self) -> "Pins":
        if self._pins is None:
            from kiosk.server.pins import Pins

            self._pins = Pins()
        return self._pins

    def _counted(self) -> str | None:
        """The PIN's hash, when a try is allowed now. It counts as wrong before it is looked at:
        nothing that ends this process in between makes it free."""
        now, known = self._clock.now(), self._files.attempts()
        wait = known.wait(now)
        if wait:
            if known.at(now) != known:
                self._files.keep_attempts(known.at(now))
            raise _too_early(wait.total_seconds())
        self._files.keep_attempts(known.failed(now))
        return self._files.pin_hash()

    def _refuse(self) -> None:
        known = self._files.attempts()
        locked = known.locked_until
        said = {"wrong": len(known.wrong) or "locked"}
        _log.warning("a wrong PIN for maintenance", extra=said)
        if locked:
            raise _too_early((locked - self._clock.now()).total_seconds())
        raise Denied(Reason.PIN, detail="a wrong PIN for maintenance")

    def _found(self) -> "Facts":
        from importlib.metadata import version

        from kiosk.tui.customer.tools import Facts

        python = ".".join(map(str, sys.version_info[:3]))
        versions = (f"kiosk {__version__}", f"Python {python}")
        return Facts(
            server=self._server,
            printer=self._printer(),
            versions=" · ".join((*versions, f"Textual {version('textual')}")),
            free_mb=shutil.disk_usage(self._data).free // 1_000_000,
        )

    def _printer(self) -> str:
        from kiosk.wiring.printers import PREVIEW, chosen, configured

        printers = configured(self._settings, self._data)
        if not printers:
            return ""
        row = chosen(printers, self._settings.kiosk.printer or None).as_row()
        if row["kind"] == PREVIEW:
            return row["kind"]
        return f"{row['name']}: {row['kind']}, {row['where']}"


async def set_pin(data: Path, pin: str) -> None:
    """Let in who knows `pin`, and nobody else. Unavailable."""
    from kiosk.server.pins import Pins

    _files(data).keep_pin(await Pins().hashed(pin))


def clear_pin(data: Path) -> None:
    """Let nobody in. Unavailable."""
    _files(data).drop_pin()


def examined(data: Path) -> "Check":
    """Whether there is a PIN, for `kiosk doctor`."""
    from kiosk.wiring.check import fine, wrong

    try:
        found = _files(data).pin_hash()
    except KioskError as error:
        return wrong("maintenance", error.detail)
    if found is None:
        return fine("maintenance", "closed: no PIN is set; kiosk panel pin sets one")
    return fine("maintenance", "open to who has the PIN: five touches on the clock")


def _files(data: Path) -> "PanelFiles":
    """Not loaded before somebody knocks: a kiosk starts without it."""
    from kiosk.store.panel import PanelFiles

    return PanelFiles(data)


async def _matches(pins: "Pins", pin: str, hashed: str | None) -> bool:
    async with pins.turn():
        return await pins.matches(pin, hashed)


def _too_early(seconds: float) -> TooBusy:
    wait = math.ceil(seconds)
    detail = f"wrong PINs for maintenance: wait {wait} s"
    return TooBusy(Reason.LOCKED, detail=detail, retry_after=wait)
