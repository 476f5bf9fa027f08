"""The keys a name is typed with: one page of letters, and the ways to the others."""

from collections.abc import Iterator
from typing import Final

from textual.geometry import Region

from kiosk.tui.customer.frame import Frame, plan_frame
from kiosk.tui.customer.keyboards import (
    KEYS,
    Keyboard,
    Order,
    Room,
    choice,
    orders,
    other_order,
    room_for,
    signs_of_others,
)
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_middle, in_rows
from kiosk.tui.signs import ERASE, ERASE_RTL
from kiosk.tui.tile import Label, Look, Tile

_ON: Final = 16
"""Columns of the key that goes on, which says more than a letter."""

_NAME: Final = 7
"""Columns of a key with a keyboard's name."""

_USUAL: Final = 10
"""A page of few keys has no larger ones than one with so many in a row."""


class NameKeys:
    """Tiles, and what they type now.

    `order` leads to the same letters in the order of the alphabet, and back, and from marks to
    the letters; `more` to the next page of marks; `others` to the names of all keyboards.
    """

    def __init__(self) -> None:
        """Without words."""
        self.letters = [Tile(id=f"key-{n}", repeats=True) for n in range(KEYS)]
        self.order = Tile(id="order")
        self.more = Tile(id="more", repeats=True)
        self.others = Tile(id="others")
        self.space = Tile(id="space", repeats=True)
        self.erase = Tile(id="erase", repeats=True)
        self._among: tuple[Order, ...] = ()
        self._room = Room(1, 1)
        self._at = self._page = 0
        self._choosing = False
        self._rtl = False

    @property
    def tiles(self) -> Iterator[Tile]:
        """In reading order."""
        yield from self.letters
        yield from self._foot

    @property
    def board(self) -> Keyboard:
        """What the keys are now."""
        if self._choosing:
            return choice(self._among, self._room)
        return self._among[self._at].pages[self._page]

    def show(self, frame: Frame) -> None:
        """Begin with the usual keyboard of the language; go on with another if that's chosen."""
        speaker, panel = frame.speaker, frame.panel
        area = plan_frame(panel).main
        foot = _foot_rows(area, panel) * panel.target[1]
        self._room = room_for(area.width, area.height - 1 - foot, panel.target)
        among = orders(speaker.locale, self._room)
        if among != self._among:
            self._among = among
            self._to(0)
        self._rtl = speaker.rtl
        self.space.show(Label(speaker.say("key-space"), look=Look.ASIDE, rtl=self._rtl))
        self._write()

    def wipe(self) -> None:
        """Begin anew."""
        self._among = ()
        self._to(0)

    def letter(self, tile: Tile) -> str:
        """What a key types; "" for one that leads to other keys."""
        if self._choosing or tile not in self.letters:
            return ""
        return self.board.keys[self.letters.index(tile)]

    def turn(self, tile: Tile) -> None:
        """Change the keys: `tile` leads to others. New places are needed then."""
        if tile is self.others:
            self._choosing = not self._choosing
        elif tile is self.order:
            self._to(self._other)
        elif tile is self.more:
            self._to(self._at, self._next)
        elif self._choosing:
            self._to(self.letters.index(tile))
        self._write()

    def places(
        self, area: Region, panel: Panel, on: Tile, *, mirrored: bool
    ) -> tuple[Plan, Region]:
        """The keys at the foot of `area`, `on` among them; and where they begin and end."""
        height, board = panel.target[1], self.board
        foot = _foot_rows(area, panel)
        block = Region(
            area.x,
            area.bottom - (len(board.rows) + foot) * height,
            area.width,
            (len(board.rows) + foot) * height,
        )
        strips = in_rows(block, [height] * (len(board.rows) + foot))
        plan = {
            **self._letter_places(strips[:-foot], mirrored=mirrored),
            **self._foot_places(strips[-foot:], _on(area)),
            on: strips[-1].split_vertical(-_on(area))[1],
        }
        return plan, block

    def _letter_places(self, strips: list[Region], *, mirrored: bool) -> Plan:
        """Rows of keys of one size, each row in the middle."""
        board = self.board
        most = max(map(len, board.rows))
        columns = most if self._choosing else max(most, min(_USUAL, self._room.columns))
        width = strips[0].width // columns
        cells: list[Region] = []
        for strip, row in zip(strips, board.rows, strict=True):
            part = in_middle(strip, width * len(row))
            row_cells = in_columns(part, len(row), 0)
            cells += row_cells[::-1] if self._turned(mirrored) else row_cells
        return dict(zip(self.letters, cells, strict=False))

    def _turned(self, mirrored: bool) -> bool:
        """Whether keys run against the page: a desk's never turn, others go by their letters."""
        board = self.board
        if self._choosing:
            return False
        return mirrored is not (board.rtl and not board.desk)

    def _foot_places(self, strips: list[Region], on: int) -> Plan:
        """The ways to other keys, space and erase, as many as there are."""
        last = strips[-1].split_vertical(-on)[0].shrink((0, 1, 0, 0))
        ways = [tile for tile in self._ways if tile.display]
        if len(strips) > 1:
            return dict(
                zip(
                    (*ways, self.space, self.erase),
                    (*in_columns(strips[0], len(ways)), *in_columns(last, 2)),
                    strict=True,
                )
            )
        foot = (*ways, self.space, self.erase)
        return dict(zip(foot, in_columns(last, len(foot)), strict=True))

    @property
    def _ways(self) -> tuple[Tile, ...]:
        return self.order, self.more, self.others

    @property
    def _foot(self) -> tuple[Tile, ...]:
        return *self._ways, self.space, self.erase

    @property
    def _other(self) -> int:
        """The order that `order` leads to."""
        return self._at if self._page else other_order(self._among, self._at)

    @property
    def _next(self) -> int:
        return (self._page + 1) % len(self._among[self._at].pages)

    def _to(self, at: int, page: int = 0) -> None:
        self._at, self._page, self._choosing = at, page, False

    def _write(self) -> None:
        """Write on all keys: the one place that costs, when other ones come."""
        board, order = self.board, self._among[self._at]
        names = {o.letters.name: o.script.rtl for o in self._among}
        for index, tile in enumerate(self.letters):
            tile.display = index < len(board.keys)
            key = board.keys[index] if tile.display else ""
            tile.show(Label(key, rtl=names.get(key, board.rtl)))
        self.order.display = not self._choosing and (
            self._page > 0 or self._other != self._at
        )
        self.more.display = not self._choosing and len(order.pages) > 1
        self._name(self.order, self._among[self._other].letters)
        self._name(self.more, order.pages[self._next])
        signs = signs_of_others(self._among)
        back = order.pages[self._page]
        self._name(self.others, back, "" if self._choosing else signs)
        erase = ERASE_RTL if back.rtl else ERASE
        self.erase.show(Label(erase, look=Look.ASIDE))

    def _name(self, tile: Tile, board: Keyboard, instead: str = "") -> None:
        rtl = board.rtl and not instead
        tile.show(Label(instead or board.name, look=Look.ASIDE, rtl=rtl))


def _on(area: Region) -> int:
    return max(_ON, area.width // 4)


def _foot_rows(area: Region, panel: Panel) -> int:
    """Five keys beside the one that goes on, or two rows of them where they are too narrow."""
    room = area.width - _on(area) - 1 - 4
    return 1 if room // 5 >= max(_NAME, panel.target[0]) else 2
