"""Papers to look at, in a folder: the last one, and those before it by number."""

import re
from asyncio import to_thread
from contextlib import suppress
from pathlib import Path
from typing import Self

from kiosk.domain.ports import Outcome, PrinterStatus
from kiosk.errors import BadInput, Reason
from kiosk.printing import atomic
from kiosk.printing.job import Job
from kiosk.printing.rendered import Rendered
from kiosk.printing.transport import Delivery, Place, not_printed

KEPT = 200
"""Papers in history/; older ones go."""


class Preview:
    """A transport that writes each paper as text, picture and ESC/POS bytes.

    `last.txt`, `last.png`, `last.bin`, and `history/000042-A042.txt` and so on. A reader
    never sees half a file.
    """

    def __init__(self, folder: Path, kept: int = KEPT) -> None:
        """`folder` is made when it is needed."""
        self._folder, self._kept = folder, kept

    @classmethod
    def at(cls, place: Place) -> Self:
        """Needs `path`, a folder."""
        if place.path is None:
            raise BadInput(
                detail="a preview needs a path", fields={"path": "is missing"}
            )
        return cls(place.path)

    async def status(self) -> PrinterStatus:
        """Ready if the folder can be made."""
        try:
            await to_thread(self._history)
        except OSError as error:
            return PrinterStatus(False, Reason.STORE_FAILED, detail=str(error))
        return PrinterStatus(ready=True)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        """PRINTED once the files are durable."""
        try:
            await to_thread(self._write, job, paper)
        except OSError as error:
            return not_printed(atomic.refusal(error), str(error))
        return Delivery(Outcome.PRINTED)

    def _write(self, job: Job, paper: Rendered) -> None:
        history = self._history()
        kept = list(history.iterdir())
        following = max(map(_number, kept), default=0) + 1
        forms = {".txt": paper.text.encode(), ".png": paper.png(), ".bin": paper.data}
        name = history / f"{following:06}-{_file_name(job.number)}"
        try:
            for suffix, content in forms.items():
                atomic.replace(name.with_suffix(suffix), content)
            for suffix, content in forms.items():
                atomic.replace(self._folder / f"last{suffix}", content)
        except OSError:
            for suffix in forms:
                with suppress(OSError):
                    name.with_suffix(suffix).unlink()
            raise
        for path in kept:
            if 0 < _number(path) <= following - self._kept:
                path.unlink(missing_ok=True)

    def _history(self) -> Path:
        history = self._folder / "history"
        history.mkdir(mode=0o700, parents=True, exist_ok=True)
        return history


def _number(path: Path) -> int:
    first = path.name.partition("-")[0]
    return int(first) if re.fullmatch("[0-9]{6,9}", first) else 0


def _file_name(number: str) -> str:
    """A ticket number as part of a file's name, whatever it holds."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in number)[:20]
