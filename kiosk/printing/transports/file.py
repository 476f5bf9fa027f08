"""Papers into a file, a folder or a device: whatever the path turns out to be."""

import asyncio
import os
import stat
from asyncio import to_thread
from contextlib import suppress
from pathlib import Path
from typing import Self

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.errors import BadInput, Reason
from kiosk.printing import atomic
from kiosk.printing.job import Job
from kiosk.printing.profiles import Cutter
from kiosk.printing.rendered import Rendered
from kiosk.printing.status import CUT_FIRST
from kiosk.printing.transport import Delivery, Place, not_printed, unknown

_DEVICES = Path("/dev")


class File:
    """A transport to a path.

    A folder gets a file for each paper. A file, also one to be made, gets the papers one
    behind the other. Both are PRINTED once durable. A device (/dev/usb/lp0) or a pipe says
    nothing back: BLIND once it has taken all. Nothing else is written to, least of all a disk.
    """

    def __init__(
        self,
        path: Path,
        *,
        cuts: bool = False,
        silent: float = 15.0,
        longest: float = 60.0,
    ) -> None:
        """A device that `cuts` may take nothing for `silent` seconds of the `longest`."""
        self._path, self._cuts = path, cuts
        self._silent, self._longest = silent, longest

    @classmethod
    def at(cls, place: Place) -> Self:
        """Needs `path`."""
        if place.path is None:
            raise BadInput(
                detail="a file printer needs a path", fields={"path": "is missing"}
            )
        return cls(place.path, cuts=place.profile.cut is not Cutter.NONE)

    async def status(self) -> PrinterStatus:
        """Ready if it could be written to; a device may still refuse."""
        trouble = await to_thread(self._trouble)
        if trouble:
            return PrinterStatus(False, trouble.reason, detail=trouble.detail)
        return PrinterStatus(ready=True)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """Write it all, or say how far it came."""
        trouble = await to_thread(self._trouble)
        if trouble:
            return trouble
        if self._is_device():
            first = CUT_FIRST if tidy and self._cuts else b""
            return await self._feed(first + paper.data)
        try:
            await to_thread(self._keep, job, paper.data)
        except OSError as error:
            return not_printed(atomic.refusal(error), str(error))
        return Delivery(Outcome.PRINTED)

    def _trouble(self) -> Delivery | None:
        """Why this path can't be written to, or None."""
        path = self._path
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            if _DEVICES in path.absolute().parents:
                return not_printed(Reason.PRINTER_OFFLINE, f"{path}: no such device")
            return _refused(path.absolute().parent)
        except OSError as error:
            return not_printed(Reason.PRINTER_OFFLINE, str(error))
        usable = (stat.S_ISDIR, stat.S_ISREG, stat.S_ISCHR, stat.S_ISFIFO)
        if not any(fits(mode) for fits in usable):
            return not_printed(
                Reason.PRINTER_ERROR, f"{path}: neither file nor printer"
            )
        return _refused(path)

    def _is_device(self) -> bool:
        return self._path.is_char_device() or self._path.is_fifo()

    def _keep(self, job: Job, data: bytes) -> None:
        if self._path.is_dir():
            atomic.replace(self._path / f"{job.id}.bin", data)
            return
        with self._path.open("ab", buffering=0) as file:  # a buffer would write again
            before = file.tell()
            try:
                left = data
                while left:
                    left = left[file.write(left) :]
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(before)
                raise
        if before == 0:
            atomic.sync(self._path.absolute().parent)

    async def _feed(self, data: bytes) -> Delivery:
        """Write to a device that may take its time, or never take anything."""
        loop = asyncio.get_running_loop()
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY
        try:
            descriptor = os.open(self._path, flags)
        except OSError as error:  # a pipe that nobody reads: ENXIO
            return not_printed(Reason.PRINTER_OFFLINE, str(error))
        sent = 0
        try:
            async with asyncio.timeout(self._longest):
                while sent < len(data):
                    async with asyncio.timeout(self._silent):
                        sent += await _write_some(descriptor, data[sent:], loop)
        except OSError as error:
            return _stopped(error, sent)
        finally:
            os.close(descriptor)
        return Delivery(Outcome.BLIND)


async def _write_some(
    descriptor: int, data: bytes, loop: asyncio.AbstractEventLoop
) -> int:
    """As much as it takes at once, at least a byte; OSError."""
    while True:
        try:
            return os.write(descriptor, data)
        except BlockingIOError:
            writable = asyncio.Event()
            loop.add_writer(descriptor, writable.set)
            try:
                await writable.wait()
            finally:
                loop.remove_writer(descriptor)


def _stopped(error: OSError, sent: int) -> Delivery:
    """USB printers report the end of their paper as "no space left" (Linux usblp)."""
    if isinstance(error, TimeoutError):
        reason = Reason.PRINTER_SILENT
    elif atomic.refusal(error) is Reason.STORE_FULL:
        reason = Reason.PAPER_OUT
    else:
        reason = Reason.PRINTER_OFFLINE
    detail = f"{str(error) or 'it takes no more'}, after {sent} bytes"
    return unknown(reason, detail) if sent else not_printed(reason, detail)


def _refused(path: Path) -> Delivery | None:
    if os.access(path, os.W_OK):
        return None
    return not_printed(Reason.STORE_FAILED, f"{path}: may not be written to")
