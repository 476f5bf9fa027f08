"""Something to say yes to."""

from typing import Literal

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

    def on_mount(self) -> None:
        """After a harmless question, Enter is yes."""
        if self._harmless:
            self.set_focus(self.query_one("#save"))

    def read(self) -> Literal[True]:
        """Yes."""
        return True
