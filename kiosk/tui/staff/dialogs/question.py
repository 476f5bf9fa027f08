"""Something to say yes to."""

from typing import Literal

from textual.widget import Widget

from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.frame import Frame


class Question(Frame[Literal[True]]):
    """The focus is on the answer that changes nothing, unless the question is `harmless`."""

    def __init__(
        self,
        speaker: Speaker,
        title: str,
        text: str,
        yes: str,
        *,
        harmless: bool = False,
    ) -> None:
        """Plain sentences; `yes` is what will be done."""
        super().__init__(speaker, title, text)
        self._harmless = harmless
        key = "Enter" if harmless else "Ctrl+S"
        self.answer("save", yes, key, main=True)

    @property
    def first(self) -> Widget | None:
        """After a harmless question, Enter is yes."""
        return self.focus_chain[-1 if self._harmless else 0]

    def read(self) -> Literal[True]:
        """Yes."""
        return True
