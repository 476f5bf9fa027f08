"""Previous, "Page 1 of 2", next."""

from textual.geometry import Region
from textual.widget import Widget

from kiosk.i18n.speaker import Speaker
from kiosk.tui.placing import Plan
from kiosk.tui.signs import BACKWARD, FORWARD
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

_WORDY = 46
"""With fewer columns the arrows stand alone."""

_ARROW = 6
_COUNT = 5
"""Columns of a small arrow, and of the count between two of them."""

_LINE_END = 9


class Pager:
    """The three widgets of a pager; a page takes them in. Pages do not wrap round."""

    def __init__(self) -> None:
        """Nothing to turn yet."""
        self.previous = Tile(id="previous", repeats=True)
        self.count = Words(id="page-count", classes="count")
        self.next = Tile(id="next", repeats=True)
        self.tiles = (self.previous, self.next)
        self.widgets: tuple[Widget, ...] = (self.previous, self.count, self.next)
        self._wordy = True

    def turn(self, speaker: Speaker, at: int, pages: int, width: int) -> None:
        """Stand at page `at` (from 0) of `pages`, in `width` columns; one page needs no pager."""
        for widget in self.widgets:
            widget.display = pages > 1
        self.previous.disabled = at == 0
        self.next.disabled = at == pages - 1
        self._wordy = width >= _WORDY and not self.count.large
        rtl = speaker.rtl
        if self._wordy:
            previous = f"{BACKWARD} {speaker.say('previous-page')}"
            following = f"{speaker.say('next-page')} {FORWARD}"
            count = speaker.say("page-of", page=at + 1, pages=pages)
        else:
            previous, following = (FORWARD, BACKWARD) if rtl else (BACKWARD, FORWARD)
            count = f"{at + 1}/{pages}" if self.count.large else f"{at + 1} / {pages}"
        self.previous.show(Label(previous, look=Look.ASIDE, rtl=rtl))
        self.next.show(Label(following, look=Look.ASIDE, rtl=rtl))
        self.count.say(count, rtl=rtl)

    def places(self, area: Region, line: Region) -> Plan:
        """In the middle of `area`; where that is narrow, the count is at the end of `line`."""
        if not self.next.display:
            return {}
        if area.width < 2 * _ARROW + _COUNT:
            half = (area.width - area.width % 2) // 2
            previous, following = area.split_vertical(half)
            count = Region(line.right - _LINE_END, line.y, _LINE_END, 1)
            return {
                self.previous: previous,
                self.count: count,
                self.next: following.split_vertical(half)[0],
            }
        width = min(20, area.width // 3) if self._wordy else (area.width - 5) // 2
        width = min(width, 20)
        count_width = min(22, area.width - 2 * width)
        if self.count.large:
            count_width = min(22, area.width - 2 * _ARROW)
            width = min(20, (area.width - count_width) // 2)
        x = area.x + (area.width - 2 * width - count_width) // 2
        return {
            self.previous: Region(x, area.y, width, area.height),
            self.count: Region(x + width, area.y, count_width, area.height),
            self.next: Region(x + width + count_width, area.y, width, area.height),
        }

    def beside(self, area: Region, line: Region, *, centred: bool = True) -> Region:
        """What the count leaves of `line`, a row of words above."""
        if not self.next.display or area.width >= 2 * _ARROW + _COUNT:
            return line
        return line.shrink((0, _LINE_END, 0, _LINE_END if centred else 0))
