"""The sessions of the days to come, and how full they are."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.branch import Branch, in_language
from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong

_WIDE = 100


class SessionList(Frame[SessionId]):
    """One of them is opened."""

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
        self.answer("save", speaker.say("staff-sessions-open"), "Enter", main=True)

    def wide(self, cols: int) -> int:
        """When, what, where, how full: four columns."""
        return min(cols - 4, _WIDE)

    def read(self) -> SessionId:
        """Raises Wrong."""
        if self._sessions.value is None:
            raise Wrong(session="staff-sessions-missing")
        return self._sessions.value


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
