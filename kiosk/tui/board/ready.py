"""What a board needs to know, made behind its first frame."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from kiosk.domain.branch import BranchId
    from kiosk.domain.ports import Backend, Clock
    from kiosk.i18n.catalogue import Catalogue


class Sounds(Protocol):
    """A chime and a voice, one thing at a time."""

    async def announce(
        self, sentences: Sequence[tuple[str, str]], bell: Callable[[], None]
    ) -> None:
        """Ring, then say the sentences, each a language's tag and its words.

        `bell` is rung where nothing else can. Never raises, and ends within its own deadline.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """`branch` None: the only one there is. `locales` empty: those of the branch; `first`
    comes before them.

    `rows` is the most lines of the history. `reduced_motion`: nothing blinks. `quiet`: local
    times of the branch between which nothing is heard. `bidi`: the terminal draws cells in the
    order it gets them. `demo`: nothing was configured, and Ctrl+Q leaves. `ticks` gives seconds
    that no clock setting changes.
    """

    backend: "Backend"
    catalogue: "Catalogue"
    clock: "Clock"
    sounds: Sounds | None = None
    branch: "BranchId | None" = None
    first: str | None = None
    locales: tuple[str, ...] = ()
    theme: str | None = None
    rows: int = 6
    reduced_motion: bool = False
    quiet: "tuple[dt.time, dt.time] | None" = None
    bidi: bool = False
    demo: bool = False
    ticks: Callable[[], float] = time.monotonic
