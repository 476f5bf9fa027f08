"""What the technician's pages share: what is wanted on them, and the frame round them."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from textual.message import Message

from kiosk.tui.customer.frame import Frame
from kiosk.tui.customer.page import Page

COLUMNS: Final = 80
"""Longer lines are hard to read."""


class Deed(StrEnum):
    """What a technician wants."""

    BACK = auto()
    LANGUAGE = auto()
    PRINT = auto()
    SCANNER = auto()
    CHECK = auto()
    SCREEN = auto()
    PAUSE = auto()
    RESTART = auto()
    END = auto()


class UpkeepPage(Page):
    """No customer's page: its ways back and to other languages are its own."""

    @dataclass
    class Wanted(Message):
        """What is wanted."""

        deed: Deed

    def dress(self, frame: Frame) -> None:
        """As ever, but there is nothing to start over."""
        super().dress(frame)
        self.start_over.display = False

    def on_page_back(self, event: Page.Back) -> None:
        """Back, to where the technician came from."""
        event.stop()
        self._send(self.Wanted(Deed.BACK))

    def on_page_language_asked(self, event: Page.LanguageAsked) -> None:
        """The next language, on this page."""
        event.stop()
        self._send(self.Wanted(Deed.LANGUAGE))
