"""Twelve keys for digits, as on a telephone, and what a keyboard's keys mean there."""

from collections.abc import Iterator
from typing import Final

from textual import events
from textual.geometry import Region

from kiosk.i18n.speaker import Speaker
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_rows
from kiosk.tui.signs import ERASE
from kiosk.tui.tile import Label, Look, Tile

CLEAR: Final = "clear"
ERASE_ONE: Final = "erase"
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", CLEAR, "0", ERASE_ONE)


class Keypad:
    """The keys of a page; a key is named by its digit, or `CLEAR`, or `ERASE_ONE`."""

    def __init__(self) -> None:
        """Without words."""
        self.tiles = [Tile(id=f"key-{key}", repeats=True) for key in _KEYS]

    def show(self, speaker: Speaker) -> None:
        """Write on the keys."""
        for name, tile in zip(_KEYS, self.tiles, strict=True):
            tile.show(_label(name, speaker))

    def name(self, tile: Tile) -> str:
        """Which key that is."""
        return _KEYS[self.tiles.index(tile)]

    def places(
        self, area: Region, panel: Panel, *, mirrored: bool
    ) -> tuple[Region, Plan]:
        """The keys at the right of `area`, upright at its foot; and the rest of it."""
        gap, key_rows = 1 if panel.airy else 0, panel.target[1]
        height = 4 * key_rows + 3 * gap
        if panel.tall:
            side, pad = area.split_horizontal(-(height + 1))
            pad = pad.shrink((1, 0, 0, 0))
        else:
            width = max(3 * panel.target[0] + 2, area.width * 9 // 20)
            side, pad = area.split_vertical(-width)
            side = side.shrink((0, 3 if panel.cols > 80 else 2, 0, 0))
            pad = in_rows(pad, [height])[0]
        strips = in_rows(pad, [key_rows] * 4, gap)
        cells = _cells(strips, mirrored=mirrored)
        return side, dict(zip(self.tiles, cells, strict=True))


def typed_on(typed: str, key: str, most: int) -> str:
    """`typed` after a key named `key`, of at most so many digits."""
    match key:
        case "clear":
            return ""
        case "erase":
            return typed[:-1]
        case _:
            return (typed + key)[:most]


def typed_key(event: events.Key) -> str | None:
    """The key that a keyboard's key stands for; None for any other."""
    key = ERASE_ONE if event.key == "backspace" else event.character
    return key if key in _KEYS else None


def _cells(strips: list[Region], *, mirrored: bool) -> Iterator[Region]:
    """Digits run from left to right in every language."""
    for strip in strips:
        cells = in_columns(strip, 3)
        yield from reversed(cells) if mirrored else cells


def _label(name: str, speaker: Speaker) -> Label:
    match name:
        case "clear":
            return Label(speaker.say("key-clear"), look=Look.ASIDE, rtl=speaker.rtl)
        case "erase":
            return Label(ERASE, look=Look.ASIDE)
        case _:
            return Label(name)
