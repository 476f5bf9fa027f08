"""The sessions of the days to come, and how full they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.domain.branch import Branch, in_language
from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong

_WIDE = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """The session to look at; None: a new one."""

    session: SessionId | None


class SessionList(Frame[Opened]):
    """One of them is opened, or a new one made."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "new")]

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        sessions: Sequence[GroupSession],
        now: datetime,
        chosen: SessionId | None = None,
    ) -> None:
        """`now` is aware; `chosen` was looked at last."""
        super().__init__(speaker, speaker.say("staff-sessions-title"))
        first = next((one.id for one in sessions), None)
        self._sessions = Pick(
            [session_item(speaker, branch, one, now) for one in sessions],
            id="session",
            rtl=speaker.rtl,
            chosen=chosen or first,
            search=speaker.say("staff-dialog-type"),
            empty=speaker.say("staff-sessions-none"),
        )
        self.field(self._sessions, speaker.say("staff-sessions-label"))
        self.answer("new", speaker.say("staff-sessions-new"), "Ctrl+N")
        self.answer("save", speaker.say("staff-sessions-open"), "Enter", main=True)

    def wide(self, cols: int) -> int:
        """When, what, where, how full: four columns."""
        return min(cols - 4, _WIDE)

    def read(self) -> Opened:
        """Raises Wrong."""
        if self._sessions.value is None:
            raise Wrong(session="staff-sessions-missing")
        return Opened(self._sessions.value)

    def pressed(self, name: str) -> None:
        """The other answer."""
        self.action_new()

    def action_new(self) -> None:
        """One that is not there yet."""
        self.leave(Opened(None))


def session_item(
    speaker: Speaker, branch: Branch, session: GroupSession, now: datetime
) -> Item[SessionId]:
    """When it begins, what it is, where; how many come, and what is the matter with it."""
    texts = (
        speaker.when(session.start_at, now),
        service_name(speaker, branch, session.service),
        room(speaker, branch, session),
        f"{session.taken}/{session.most}",
    )
    note, tone = standing(speaker, session, now)
    return Item(session.id, texts, note, tone)


def standing(
    speaker: Speaker, session: GroupSession, now: datetime
) -> tuple[str, Tone]:
    """What is the matter with a session; "" when nothing is."""
    if session.at_risk(now):
        return speaker.say("staff-session-at-risk"), Tone.LATE
    if session.status is not SessionStatus.PLANNED:
        tone = Tone.GOOD if session.status is SessionStatus.STARTED else Tone.QUIET
        return speaker.say(f"staff-session-{session.status}"), tone
    if not session.free:
        return speaker.say("staff-session-full"), Tone.PLAIN
    return "", Tone.PLAIN


def room(speaker: Speaker, branch: Branch, session: GroupSession) -> str:
    """The name of its lane, or its id."""
    lane = next((one for one in branch.lanes if one.id == session.lane), None)
    words = lane.name if lane else {}
    named = in_language(words, speaker.locale, branch.default_locale)
    return clean(named or session.lane)
