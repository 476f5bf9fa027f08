"""The moving parts of a simulated ticket printer: paper, knife, cover, and time."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.printing.tape import Step, Tape

_SLICE = 2.0
"""Millimetres between two looks at the cover and the roll."""

_SHORTEST_NAP = 0.002
_NEAR_END = 250.0
"""Millimetres on the roll from which it counts as nearly empty."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What a printer takes its time for; the defaults are a common 80 mm printer."""

    mm_per_second: float = 200.0
    start: float = 0.05
    """Seconds from rest to the first dot line."""
    cut: float = 0.3


@dataclass(slots=True)
class Paper:
    """A piece of paper that fell out, or was torn off. `complete`: one whole ticket, cut."""

    data: bytearray = field(default_factory=bytearray)
    text: str = ""
    mm: float = 0.0
    complete: bool = False
    clean: bool = True
    """Nothing of another ticket is on it."""


class Mechanism:
    """Works on what is on its tape, as far as paper, cover and knife let it.

    `reply` takes what it says in its turn (GS r, GS ( H); `out` each paper that leaves it.
    """

    def __init__(
        self,
        speed: Speed,
        reply: Callable[[bytes], None],
        out: Callable[[Paper], None],
        moved: Callable[[], None],
    ) -> None:
        """With a full roll. `moved` is called whenever something changed."""
        self.tape = Tape()
        self.left = math.inf
        """Millimetres on the roll."""
        self.cover_open = self.cutter_error = self.near_end = False
        self.hung = False
        """Does nothing more, and does not know it."""
        self.waiting = True
        """Nothing to do, or unable to."""
        self._cold, self._doing = True, False
        self.speed, self._reply, self._out, self._moved = speed, reply, out, moved
        self._paper = Paper()
        self._going = asyncio.Event()
        self._generation = 0
        self._due = 0.0
        self._plan: tuple[float, Callable[[], None]] = (math.inf, lambda: None)
        self._jams = False

    @property
    def stopped(self) -> bool:
        """Offline, and knows why."""
        return self.cover_open or self.cutter_error or self.left <= 0

    @property
    def hungry(self) -> bool:
        """Waits for the rest of a command that is longer than the buffer."""
        return self.waiting and not (self.stopped or self.hung)

    def status(self, question: int) -> int:
        """The answer to DLE EOT 1 to 4."""
        out, near = self.left <= 0, self.near_end or self.left < _NEAR_END
        bits = {
            1: 0x08 * self.stopped,
            2: 0x04 * self.cover_open | 0x20 * out | 0x40 * self.cutter_error,
            3: 0x08 * self.cutter_error,
            4: 0x0C * near | 0x60 * out,
        }
        return 0x12 | bits[question]

    def after(self, mm: float, do: Callable[[], None]) -> None:
        """Once `mm` more were printed, `do`."""
        self._plan = (mm, do)

    def open_cover(self) -> None:
        """It stops where it is."""
        self.cover_open = True
        self.go()

    def toggle_cover(self) -> None:
        """Open it, or close it: then it goes on."""
        self.cover_open = not self.cover_open
        self.go()

    def hang(self) -> None:
        """It stops, and does not notice."""
        self.hung = True
        self.go()

    def jam(self) -> None:
        """The next cut fails."""
        self._jams = True

    def load(self, mm: float = math.inf) -> None:
        """A new roll; what hung out of the old one is torn off."""
        torn, whole = self._paper.mm > 0, self._paper.clean
        self._tear()
        midway = self._doing or self.tape.busy
        self._paper.clean = not midway if torn else whole
        self.left = mm
        self.go()

    def clear(self) -> None:
        """Forget what is buffered and what is being done; errors of the knife with it."""
        self.tape.clear()
        self._generation += 1
        self._doing = self.cutter_error = False
        self._paper.clean = not self._paper.mm
        self.go()

    def go(self) -> None:
        """Look again: something was changed or has arrived."""
        self.waiting = False
        self._going.set()
        self._moved()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            step = None if self.stopped or self.hung else self.tape.next()
            if step is None:
                await self._rest()
                continue
            if self._cold:
                self._pause(self.speed.start)
            self._cold, self._doing = False, True
            await self._do(step)
            self._doing = False

    async def _rest(self) -> None:
        self._cold = not self.tape.busy
        self._going.clear()
        self.waiting = True
        self._moved()
        await self._going.wait()

    async def _do(self, step: Step) -> None:
        generation = self._generation
        self._begin(step)
        left = step.mm
        while left > 0:
            if self.stopped or self.hung:
                await self._rest()
            elif self._generation == generation:
                left -= await self._print(min(left, _SLICE))
            if self._generation != generation:
                return
        await self._end(step)

    def _begin(self, step: Step) -> None:
        if step.resets and self._paper.mm:
            self._paper.clean = False
        self._paper.data += step.data
        self._paper.text += step.text

    async def _print(self, mm: float) -> float:
        """Up to `mm` of paper, as far as the roll and the plan go; how much it was."""
        mark, do = self._plan
        mm = min(mm, self.left, mark)
        self.left -= mm
        self._paper.mm += mm
        self._plan = (mark - mm, do)
        self._pause(mm / self.speed.mm_per_second)
        if self._plan[0] <= 0:
            self._plan = (math.inf, lambda: None)
            do()
        if self.left <= 0:
            self._tear()
            self._paper.clean = False
        await self._nap()
        return mm

    async def _end(self, step: Step) -> None:
        if step.cuts and self._jams:
            self._jams, self.cutter_error = False, True
            return
        if step.cuts:
            self._pause(self.speed.cut)
            await self._nap()
            self._paper.complete = self._paper.clean and bool(self._paper.text.strip())
            self._tear()
        if step.mark:
            await self._nap()
            self._reply(b"\x37\x22" + step.mark + b"\x00")
        if step.asks_paper:
            await self._nap()
            self._reply(bytes([0x03 * (self.near_end or self.left < _NEAR_END)]))

    def _tear(self) -> None:
        """The paper leaves the printer, if there is any."""
        if self._paper.mm:
            self._out(self._paper)
        self._paper = Paper()

    def _pause(self, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        self._due = max(self._due, now) + seconds

    async def _nap(self) -> None:
        """Catch up with the clock; short naps are saved up."""
        left = self._due - asyncio.get_running_loop().time()
        if left > _SHORTEST_NAP:
            await asyncio.sleep(left)
