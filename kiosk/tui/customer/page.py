"""A page of the kiosk: its frame, its lock, and the room in the middle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.layout import Layout
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from kiosk.tui.customer.frame import Frame, FramePlan, plan_frame
from kiosk.tui.drift import drift
from kiosk.tui.larger import Larger
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Placing, Plan
from kiosk.tui.signs import AWAY, BACKWARD, HELP
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

CLOCK_COLUMNS = 12


class Page(Screen[None], inherit_bindings=False):
    """Installed once, shown often. The first press locks it until it is shown again.

    Textual builds screens by inheritance, so what all pages share is here: a page adds its
    own widgets (`inside`), their places (`places`) and what a press of them means (`pressed`).
    """

    ALLOW_SELECT = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next"),
        Binding("shift+tab", "app.focus_previous"),
        Binding("escape", "back"),
    ]
    DRIFTS: ClassVar[bool] = False
    """Whether it stands for hours, and so must not burn in."""

    @dataclass
    class Back(Message):
        """One page back."""

    @dataclass
    class StartOver(Message):
        """Forget everything."""

    @dataclass
    class HelpAsked(Message):
        """Help with the screen itself."""

    @dataclass
    class LanguageAsked(Message):
        """Say it in another language."""

    def __init__(self) -> None:
        """Empty until it is dressed."""
        super().__init__()
        self._placing = Placing(self._plan)
        self._theme = ""
        self.locked = False
        self.frame: Frame | None = None
        self.place = Words(id="place", classes="start")
        self.clock = Words(id="clock", classes="end")
        self.back = Tile(id="back")
        self.start_over = Tile(id="start-over")
        self.help = Tile(id="help")
        self.language = Tile(id="language")

    @property
    def layout(self) -> Layout:
        """Places are computed from the panel."""
        return self._placing

    @property
    def focus_chain(self) -> list[Widget]:
        """In reading order, which in Arabic begins at the right."""
        return [tile for tile in self.query(Tile) if tile.display and tile.focusable]

    def compose(self) -> ComposeResult:
        """In the order in which the tabulator key visits."""
        yield self.place
        yield self.clock
        yield from self.inside()
        yield self.back
        yield self.start_over
        yield self.help
        yield self.language

    def inside(self) -> Iterable[Widget]:
        """The page's own widgets."""
        return ()

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Where the page's own widgets are, read from left to right."""
        return {}

    def pressed(self, tile: Tile) -> Message | None:
        """What a press of one of the page's own tiles means; None keeps the page unlocked."""
        return None

    def dress(self, frame: Frame) -> None:
        """Put `frame` round the page, and make it ready for the next finger."""
        speaker, rtl = frame.speaker, frame.speaker.rtl
        self.frame = frame
        self._placing.mirrored = rtl
        self.set_class(rtl, "-rtl")
        self._enlarge(frame.panel.large)
        self.set_class(bool(frame.banner), "-banner")
        self.set_class(bool(self._drift.x), "-adrift")
        self.place.say(frame.banner or frame.place, rtl=rtl)
        self.clock.say(_clock(frame), rtl=rtl)
        for tile, words in (
            (self.back, f"{BACKWARD} {speaker.say('back')}"),
            (self.start_over, f"{AWAY} {speaker.say('start-over')}"),
            (self.help, f"{HELP} {speaker.say('help')}"),
        ):
            tile.show(Label(words, look=Look.ASIDE, rtl=rtl))
        self.language.show(Label(frame.language, look=Look.ASIDE, rtl=True))
        self.help.display = frame.may_help
        self.language.display = bool(frame.language)
        self.locked = False
        self.rearrange()

    def rearrange(self) -> None:
        """Ask for new places; it takes a child to ask, since a page keeps its last ones."""
        self.place.refresh(repaint=False, layout=True)

    def _enlarge(self, large: bool) -> None:
        """Tell the page's own words and tiles; those around it stay as they are."""
        for part in self.inside():
            if isinstance(part, Larger):
                part.enlarge(large)

    def _is_round(self, frame: Frame) -> bool:
        """Whether the page is dressed like this already, but for the time."""
        return self.frame is not None and frame == replace(self.frame, now=frame.now)

    def wipe(self) -> None:
        """Forget the customer: no word of theirs stays in any widget."""
        self.frame = None
        self.set_focus(None)
        for words in self.query(Words):
            words.say("")
        for tile in self.query(Tile):
            tile.wipe()
        for part in self.query(Widget):
            part.render_line(0)  # Textual keeps what was drawn last: let it be nothing

    def _plan(self, size: Size) -> Plan:
        if not self.frame:
            return {}
        panel = self.frame.panel
        frame = plan_frame(panel, drifting=self.DRIFTS)
        columns = max(CLOCK_COLUMNS, len(self.clock.text) + 5)
        place, clock = frame.header.split_vertical(-columns)
        own = self.places(frame, panel)
        return {
            self.place: place,
            self.clock: clock,
            self.back: frame.back,
            self.start_over: frame.start_over,
            self.help: frame.help,
            self.language: frame.language,
            **{widget: place.translate(self._drift) for widget, place in own.items()},
        }

    @property
    def _drift(self) -> Offset:
        return drift(self.frame.now) if self.DRIFTS and self.frame else Offset()

    def action_back(self) -> None:
        """Escape is Back, where there is one."""
        if self.back.display and not self.locked:
            self._send(self.Back())

    def on_tile_pressed(self, event: Tile.Pressed) -> None:
        """Turn a press into what it means here."""
        event.stop()
        if self.locked:
            return
        match event.tile.id:
            case "back":
                self._send(self.Back())
            case "start-over":
                self._send(self.StartOver())
            case "help":
                self._send(self.HelpAsked())
            case "language":
                self._send(self.LanguageAsked())
            case _:
                meaning = self.pressed(event.tile)
                if meaning:
                    self._send(meaning)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """On the glass: nothing is pressed, nothing has the focus.

        Textual would style every widget anew; that takes longer than all the rest, and
        only another theme asks for it.
        """
        event.refresh_styles = self._theme != self.app.theme
        self._theme = self.app.theme
        self.locked = False
        self.set_focus(None)

    def _send(self, message: Message) -> None:
        self.locked = True
        self.post_message(message)


def _clock(frame: Frame) -> str:
    time = frame.speaker.time(frame.now)
    return f"{frame.age} · {time}" if frame.age else time
