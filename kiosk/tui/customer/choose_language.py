"""Another language, without losing what was chosen; for kiosks that speak more than two."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.choices import Choice, Choices
from kiosk.tui.customer.frame import Frame
from kiosk.tui.tile import Label


class ChooseLanguage(Choices[str]):
    """Every language by its own name."""

    @dataclass
    class Chosen(Message):
        """Go on in that language."""

        locale: str

    def show(self, frame: Frame, speakers: Sequence[Speaker]) -> None:
        """One tile a language."""
        self.ask(
            frame,
            frame.speaker.say("language"),
            [
                Choice(speaker.locale, Label(speaker.native_name, rtl=speaker.rtl))
                for speaker in speakers
            ],
        )
        self.language.display = False

    def chosen(self, value: str) -> Message:
        """A language tag."""
        return self.Chosen(value)
