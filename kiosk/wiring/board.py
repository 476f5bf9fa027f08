"""The lobby's screen: a first frame at once, everything else behind it."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.paths import share
from kiosk.tui.board.app import BoardApp
from kiosk.tui.board.ready import Ready
from kiosk.tui.program import QuickLook
from kiosk.wiring.leaving import run
from kiosk.wiring.staying import Staying
from kiosk.wiring.wishes import Wishes

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.sound.loudspeaker import Loudspeaker
    from kiosk.wiring.client import Where


def run_board(wishes: Wishes) -> BoardApp:
    """Open the board, which makes itself ready after its first frame; return it when it ended."""
    stay = Staying()

    async def prepare() -> Ready:
        """Settings, server and words, made off the event loop. KioskError."""
        made = await asyncio.to_thread(_made, wishes)
        if made.place.socket:
            stay.begin(made.client, made.place)
        return made.ready

    quick = QuickLook(share("themes"), wishes.theme or "kiosk-dark")
    app = BoardApp(prepare, quick)
    run(app, goodbye=stay.break_off)
    return app


@dataclass(frozen=True, slots=True)
class _Made:
    ready: Ready
    client: "NativeAdmin"
    place: "Where"


def _made(wishes: Wishes) -> _Made:
    from kiosk.domain.branch import BranchId
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.i18n.terminals import draws_in_order
    from kiosk.wiring.client import where
    from kiosk.wiring.ground import (
        SystemClock,
        data_directory,
        log_beside,
        read_settings,
    )

    settings = read_settings(wishes.config)
    data = data_directory(settings, wishes.data)
    log_beside(data, "board")
    place = where(settings, data, wishes.server, wishes.config)
    client = place.open()
    board = settings.board
    branch = wishes.branch or board.branch
    ready = Ready(
        backend=client,
        catalogue=Catalogue.load(parts=("board",)),
        clock=SystemClock(),
        sounds=loudspeaker(settings),
        branch=BranchId(branch) if branch else None,
        first=wishes.locale,
        locales=board.languages,
        theme=wishes.theme or board.theme,
        rows=board.rows,
        reduced_motion=board.reduced_motion,
        quiet=quiet_hours(board.quiet_hours),
        bidi=draws_in_order(settings.terminal.bidi, os.environ),
        demo=not settings.configured,
    )
    return _Made(ready, client, place)


def loudspeaker(settings: "Settings") -> "Loudspeaker":
    """What rings and speaks on this machine, as the settings want it."""
    from kiosk.paths import cache_directory
    from kiosk.sound.loudspeaker import Loudness, Loudspeaker

    board = settings.board
    wanted = Loudness(board.chime, board.speech, board.volume)
    return Loudspeaker(cache_directory(), wanted)


def quiet_hours(said: str) -> tuple[time, time] | None:
    """ "20:00-07:00", checked by the settings already, as two local times."""
    if not said:
        return None
    start, end = said.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


async def try_sound(config: Path | None, bell: Callable[[], None]) -> list[str]:
    """Ring and say a sentence in each language; a line about each thing that was used."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.wiring.ground import read_settings

    settings = read_settings(config)
    speaker = loudspeaker(settings)
    catalogue = Catalogue.load(parts=("board",))
    tags = settings.board.languages or catalogue.locales
    said = [(tag, _sample(catalogue, tag)) for tag in tags]
    await speaker.announce(said, bell)
    ring, voice = speaker.used
    lines = [f"chime: {ring or 'off'}", f"speech: {voice or 'none'}"]
    lines += [f"  {tag}: {words}" for tag, words in said if voice]
    return lines + [f"failed: {name}" for name in speaker.failures]


def _sample(catalogue: "Catalogue", tag: str) -> str:
    from kiosk.tui.board.spoken import sample

    return sample(catalogue.speaker(tag, "UTC"))


__all__ = ["Wishes", "loudspeaker", "run_board", "try_sound"]
