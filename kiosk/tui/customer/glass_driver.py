"""What a kiosk hears of its terminal: keys and fingers, and nothing that a code can pretend.

A scanner types what is in a stranger's code, escape sequences too. Some of them are a terminal's
answers: "you are one cell wide now", "what follows is pasted". Nobody gets a kiosk with these.
"""

from typing import Any, Final

from textual import _xterm_parser, events, messages
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_HEARD: Final = (
    events.Key,
    events.MouseEvent,
    events.AppFocus,
    events.AppBlur,
    messages.TerminalSupportsSynchronizedOutput,
)
"""How large the terminal is says the system (SIGWINCH), and not the terminal."""


class GlassDriver(LinuxDriver):
    """Textual's own, a little deaf."""

    def __init__(self, app: App[Any], **how: Any) -> None:
        """Nothing is pasted here: without an end of it that would go on for ever, and every
        touch would be part of it."""
        super().__init__(app, **how)
        unheard = "never the start of a paste"
        setattr(_xterm_parser, "BRACKETED_PASTE_START", unheard)  # noqa: B010  it is Final

    def process_message(self, message: Message) -> None:
        """Called in the thread that reads, for everything that was read."""
        if isinstance(message, _HEARD):
            super().process_message(message)
