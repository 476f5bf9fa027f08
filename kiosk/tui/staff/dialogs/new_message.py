"""What the lobby is to read."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.branch import BranchState
from kiosk.i18n.speaker import Speaker
from kiosk.text import cells
from kiosk.tui.staff.dialogs.clock_time import later_today
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.languages import language_items
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.orders import TellOrder
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

MOST_CELLS = 200


class NewMessage(Frame[TellOrder]):
    """A line for each language of the branch; its own must be there, the others may."""

    ENTER_SAVES = False

    def __init__(self, speaker: Speaker, state: BranchState, now: datetime) -> None:
        """Until the branch closes, if nobody says otherwise. `now` is aware."""
        super().__init__(
            speaker,
            speaker.say("staff-dialog-message-title"),
            speaker.say("staff-dialog-message-text"),
        )
        branch, rtl = state.branch, speaker.rtl
        self._branch, self._now = branch, now
        self._lines = {
            tag: Line(id=f"text-{tag}", rtl=rtl, most=MOST_CELLS)
            for tag in dict.fromkeys([branch.default_locale, *branch.locales])
        }
        for item in language_items(list(self._lines)):
            self.field(self._lines[item.value], item.texts[0])
        opening = state.opening
        end = opening.until if opening.is_open else None
        until = speaker.time(end) if end else ""
        hint = speaker.say("staff-dialog-until-hint")
        self._until = Line(until, id="until", rtl=rtl, most=20, hint=hint)
        self.field(self._until, speaker.say("staff-dialog-until"))
        self._where = Pick(
            [
                Item("board", speaker.say("staff-dialog-on-board")),
                Item("kiosk", speaker.say("staff-dialog-on-kiosk")),
            ],
            id="where",
            rtl=rtl,
            ticked=["board", "kiosk"],
        )
        self.field(self._where, speaker.say("staff-dialog-where"))
        self.answer("save", speaker.say("staff-dialog-tell"), "Ctrl+S", main=True)

    def read(self) -> TellOrder:
        """Raises Wrong."""
        said = {tag: line.text for tag, line in self._lines.items() if line.text}
        text = message_text(said, self._branch.default_locale)
        until = later_today(self._until.text, self._now, ZoneInfo(self._branch.zone))
        if until is None:
            raise Wrong(until="staff-dialog-until-missing")
        where = self._where.ticked
        if not where:
            raise Wrong(where="staff-dialog-where-missing")
        return TellOrder(text, until, "board" in where, "kiosk" in where)


def message_text(said: Mapping[str, str], default: str) -> Mapping[str, str]:
    """By language. Raises Wrong (fields "text-<tag>") for none, or one that is too long."""
    if default not in said:
        raise Wrong(**{f"text-{default}": "staff-dialog-message-missing"})
    long = [tag for tag, text in said.items() if cells(text) > MOST_CELLS]
    if long:
        raise Wrong(**{f"text-{tag}": "staff-dialog-message-long" for tag in long})
    return said
