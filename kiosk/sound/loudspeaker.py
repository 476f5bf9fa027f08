"""A chime, then sentences: never two at once, and never longer than the screen can wait."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from kiosk.sound.chime import chime_file
from kiosk.sound.program import run
from kiosk.sound.tools import Engine, Player, found_engine, found_player

SECONDS: Final = 20.0
"""What an announcement may take in all."""

_CHIME_SECONDS: Final = 4.0
_LEAST_SECONDS: Final = 0.5
"""What is left must be as long for another sentence to be begun."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loudness:
    """What is wanted. `volume` in percent."""

    chime: bool = True
    speech: bool = True
    volume: int = 80


class Loudspeaker:
    """Announces by the programs there are. Without a player, the terminal's bell rings."""

    def __init__(
        self, folder: Path, wanted: Loudness, seconds: float = SECONDS
    ) -> None:
        """The chime is kept in `folder`."""
        self._folder, self._wanted, self._seconds = folder, wanted, seconds
        self._player: Player | None = found_player() if wanted.chime else None
        self._engine: Engine | None = found_engine() if wanted.speech else None
        self._alone = asyncio.Lock()
        self.failures: Counter[str] = Counter()
        """How often each program failed."""

    @property
    def used(self) -> tuple[str, str]:
        """What rings and what speaks; "bell" and "" where nothing is installed, "" if unwanted."""
        ring = self._player.name if self._player else "bell"
        speak = self._engine.name if self._engine else ""
        return ring if self._wanted.chime else "", speak

    async def announce(
        self, sentences: Sequence[tuple[str, str]], bell: Callable[[], None]
    ) -> None:
        """Ring, then say the sentences, each a language's tag and its words.

        What failed is counted and logged, and what there is no time left for is left out.
        """
        async with self._alone:
            ends = monotonic() + self._seconds
            await self._ring(bell)
            for tag, words in sentences if self._engine else ():
                left = ends - monotonic()
                if left > _LEAST_SECONDS:
                    await self._say(tag, words, left)

    async def _ring(self, bell: Callable[[], None]) -> None:
        if not self._wanted.chime:
            return
        player = self._player
        if player:
            try:
                file = await asyncio.to_thread(chime_file, self._folder)
            except OSError as error:
                self._failed("chime", error.strerror or "")
            else:
                asked = player.asks(file, self._wanted.volume)
                if await self._ran(player.name, asked, _CHIME_SECONDS):
                    return
        bell()

    async def _say(self, tag: str, words: str, seconds: float) -> None:
        if self._engine:
            asked = self._engine.asks(tag, self._wanted.volume, words)
            await self._ran(self._engine.name, asked, seconds)

    async def _ran(self, name: str, asked: Sequence[str], seconds: float) -> bool:
        try:
            code = await run((name, *asked), min(seconds, self._seconds))
        except OSError as error:
            self._failed(name, error.strerror or "")
            return False
        if code:
            self._failed(name, f"exit code {code}")
        elif code is None:
            self._failed(name, "took too long")
        return code == 0

    def _failed(self, name: str, why: str) -> None:
        """The first of each program and every hundredth: a lobby calls all day."""
        self.failures[name] += 1
        times = self.failures[name]
        if times == 1 or times % 100 == 0:
            _log.warning("no sound", extra={"by": name, "why": why, "times": times})
