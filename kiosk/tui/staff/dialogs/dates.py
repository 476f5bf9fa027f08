"""What a rule comes to, date by date, before any of it is booked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.domain.branch import Branch, ServiceId, in_language
from kiosk.domain.series import Occurrence, OnConflict
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.written import BETWEEN

_CLOSED = (Reason.CLOSED, Reason.HOLIDAY)
_POLICIES = (
    (OnConflict.SKIP, "staff-dates-skip"),
    (OnConflict.ABORT, "staff-dates-stop"),
)
_WIDE = 100


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates to book, by the rule's own starts; or the one that is to be `moved` first."""

    wanted: frozenset[datetime]
    on_conflict: OnConflict = OnConflict.SKIP
    moved: datetime | None = None


class ShowDates(Frame[Dates]):
    """All that can be had are ticked. Nothing is booked but by its main answer."""

    ENTER_SAVES = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "move")]

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        service: ServiceId,
        dates: Sequence[Occurrence],
        left_out: frozenset[datetime] = frozenset(),
    ) -> None:
        """`left_out` were unticked before, by the rule's own starts."""
        say, rtl = speaker.say, speaker.rtl
        super().__init__(
            speaker,
            say("staff-dates-title", service=service_name(speaker, branch, service)),
            _sentence(speaker, dates),
        )
        good = {one.original for one in dates if one.reason is None}
        self._dates = Pick(
            [_item(speaker, branch, one) for one in dates],
            id="dates",
            rtl=rtl,
            ticked=good - left_out,
            letters=False,
            tall=8,
            empty=say("staff-dates-none"),
        )
        self._policy = Pick(
            [Item(one, say(key)) for one, key in _POLICIES],
            id="policy",
            rtl=rtl,
            chosen=OnConflict.SKIP,
        )
        self.field(self._dates, say("staff-dates-label"))
        self.field(self._policy, say("staff-dates-policy"))
        self.answer("move", say("staff-dates-move"), "m")
        count = len(good - left_out)
        self.answer("save", say("staff-dates-book", count=count), "Ctrl+S", main=True)

    def wide(self, cols: int) -> int:
        """A date, its verdict, and with what it collides."""
        return min(cols - 4, _WIDE)

    def read(self) -> Dates:
        """Raises Wrong."""
        wanted = frozenset(self._dates.ticked)
        if not wanted:
            raise Wrong(dates="staff-dates-missing")
        return Dates(wanted, self._policy.value or OnConflict.SKIP)

    def pressed(self, name: str) -> None:
        """The other answer."""
        self.action_move()

    def action_move(self) -> None:
        """Another time for the date that is chosen."""
        chosen = self._dates.value
        if chosen is not None:
            self.leave(Dates(frozenset(self._dates.ticked), moved=chosen))

    def on_pick_moved(self, event: Pick.Moved) -> None:
        """How many would be booked."""
        event.stop()
        count = len(self._dates.ticked)
        text = self.speaker.say("staff-dates-book", count=count)
        for press in self._form.answers:
            if press.id == "save":
                press.say(text)


def _sentence(speaker: Speaker, dates: Sequence[Occurrence]) -> str:
    """From when to when, and how many can be had and how many not."""
    if not dates:
        return speaker.say("staff-dates-none")
    counts = Counter(_word(one) for one in dates)
    parts = [
        speaker.say(f"staff-dates-count-{word}", count=counts[word])
        for word in ("ok", "taken", "closed")
        if counts[word]
    ]
    first, last = speaker.date(dates[0].start), speaker.date(dates[-1].start)
    span = speaker.say("staff-dates-span", first=first, last=last)
    return f"{span}\n{BETWEEN.join(parts)}"


def _word(one: Occurrence) -> str:
    if one.reason is None:
        return "ok"
    return "closed" if one.reason in _CLOSED else "taken"


def _item(speaker: Speaker, branch: Branch, one: Occurrence) -> Item[datetime]:
    """The verdict in words and colour; why, and that the clocks changed."""
    word = _word(one)
    day = f"{speaker.weekday(one.start)} {speaker.day_of_month(one.start)}"
    when = speaker.say("staff-dates-when", day=day, time=speaker.time(one.start))
    occasion = in_language(one.occasion, speaker.locale, branch.default_locale)
    notes = [clean(one.conflict, 80), clean(occasion, 60)]
    if one.shifted:
        notes.append(speaker.say("staff-dates-shifted"))
    tone = {"ok": Tone.PLAIN, "taken": Tone.LATE, "closed": Tone.QUIET}[word]
    texts = (speaker.say(f"staff-dates-{word}"), when)
    note = BETWEEN.join(note for note in notes if note)
    return Item(one.original, texts, note, tone, free=True)
