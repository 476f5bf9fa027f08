"""Programs that play a file or speak a sentence, and how each is asked."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Player:
    """`asks` makes the arguments from a file and a loudness in percent."""

    name: str
    asks: Callable[[Path, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Engine:
    """`asks` makes the arguments from a language tag, a loudness in percent and the words."""

    name: str
    asks: Callable[[str, int, str], Sequence[str]]


_VOICES: Final = {"zh": "cmn", "pt-PT": "pt"}
"""espeak-ng's name of a voice, where it isn't the tag."""

PLAYERS: Final = (
    Player(
        "pw-play",
        lambda file, volume: (f"--volume={volume / 100:.2f}", str(file)),
    ),
    Player(
        "paplay",
        lambda file, volume: (f"--volume={65_536 * volume // 100}", str(file)),
    ),
    Player("aplay", lambda file, _: ("-q", str(file))),
)
"""The first one found is used. aplay (ALSA) knows no loudness."""

ENGINES: Final = (
    Engine(
        "espeak-ng",
        lambda tag, volume, words: (
            "-v",
            _VOICES.get(tag, tag.lower()),
            "-a",
            str(2 * volume),  # 0 to 200, 100 is usual
            "-s",
            "140",  # words a minute; a hall echoes
            "--",
            words,
        ),
    ),
    Engine(
        "spd-say",
        lambda tag, volume, words: (
            "--wait",
            "--language",
            tag,
            "--volume",
            str(2 * volume - 100),  # -100 to 100
            "--",
            words,
        ),
    ),
)


def found_player() -> Player | None:
    """The first player that is installed."""
    return next((one for one in PLAYERS if shutil.which(one.name)), None)


def found_engine() -> Engine | None:
    """The first speech engine that is installed."""
    return next((one for one in ENGINES if shutil.which(one.name)), None)
