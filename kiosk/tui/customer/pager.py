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
            count = f"{at + 1} / {pages}"
        self.previous.show(Label(previous, look=Look.ASIDE, rtl=rtl))
        self.next.show(Label(following, look=Look.ASIDE, rtl=rtl))
        self.count.say(count, rtl=rtl)

    def places(self, area: Region) -> Plan:
        """In the middle of `area`."""
        if not self.next.display:
            return {}
        width = min(20, area.width // 3) if self._wordy else (area.width - 5) // 2
        width = min(width, 20)
        count = min(22, area.width - 2 * width)
        x = area.x + (area.width - 2 * width - count) // 2
        return {
            self.previous: Region(x, area.y, width, area.height),
            self.count: Region(x + width, area.y, count, area.height),
            self.next: Region(x + width + count, area.y, width, area.height),
        }
