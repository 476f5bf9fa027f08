"""What every dialog has: a heading, fields with their complaints, and answers at the foot."""

from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from kiosk.i18n.speaker import Speaker
from kiosk.tui.placing import Placing, Plan
from kiosk.tui.staff.dialogs.form import Control, Field, Form
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.words import Words

Value = TypeVar("Value")

MOST_COLS = 76
"""Columns of a dialog that has nothing wide to show."""


class Frame(ModalScreen[Value | None], Generic[Value], inherit_bindings=False):
    """Dismisses with what `read` makes of the fields; None when nothing is to happen.

    A subclass fills the form in its `__init__`. What `read` raises as `Wrong` is said beside
    the fields, and what was entered stays. Only the keys of the dialog work while it is open.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS_PATH: ClassVar[Any] = [Path(__file__).with_name("frame.tcss")]
    ENTER_SAVES: ClassVar[bool] = True
    """Whether Enter in a field is the main answer; else it leads to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next"),
        Binding("shift+tab", "app.focus_previous"),
        Binding("escape", "close"),
        Binding("ctrl+s", "save"),
        Binding("enter", "enter"),
    ]

    def __init__(
        self,
        speaker: Speaker,
        title: str,
        text: str = "",
        back: tuple[str, str] | None = None,
    ) -> None:
        """Without fields, and with one answer, `back`: its words and the name of its key."""
        super().__init__()
        self.speaker = speaker
        self._placing = Placing(self._plan)
        self._placing.mirrored = speaker.rtl
        self._form = Form()
        self._title, self._text = title, text
        self._parting: list[Value | None] = []
        self.answer("back", *(back or (speaker.say("staff-dialog-back"), "Esc")))

    @property
    def layout(self) -> Layout:
        """Places are computed from the size of the terminal."""
        return self._placing

    @property
    def focus_chain(self) -> list[Widget]:
        """Fields, then answers, as they are read."""
        wanted = [f.control for f in self._form.fields] + [*self._form.answers]
        return [widget for widget in wanted if widget.display and widget.focusable]

    def compose(self) -> ComposeResult:
        """The box first: the rest lies on it."""
        form = self._form
        yield form.box
        yield form.heading
        yield form.text
        for one in form.fields:
            yield one.label
            yield one.control
            yield one.complaint
        yield form.problem
        yield from form.answers

    # what a dialog is made of

    def field(self, control: Control, label: str) -> None:
        """Ask for something; its id is its name in `Wrong`."""
        name = control.id
        self._form.fields.append(
            Field(
                self._words(f"{name}-label", label, "start label"),
                control,
                self._words(f"{name}-complaint", "", "start complaint"),
            )
        )

    def answer(
        self, name: str, text: str, key: str = "", *, main: bool = False
    ) -> None:
        """Offer an answer; the one called "save" reads the form."""
        look = "-main" if main else ""
        press = Press(text, key, id=name, rtl=self.speaker.rtl, classes=look)
        self._form.answers.append(press)

    def complain(self, text: str) -> None:
        """A sentence about the whole of it; "" takes it back."""
        self._form.problem.say(text, rtl=self.speaker.rtl)
        self._replan()

    @property
    def first(self) -> Widget | None:
        """What has the focus first: a field, else the answer that changes nothing."""
        return next(iter(self.focus_chain), None)

    # what happens

    def leave(self, value: Value | None) -> None:
        """Close with a value, once; if something lies over it, when that has gone."""
        if self.is_active:
            self.dismiss(value)
        else:
            self._parting = [value]

    def on_screen_resume(self) -> None:
        """Nothing lies over it any more."""
        for value in self._parting:
            self.leave(value)

    def read(self) -> Value:
        """The value of the fields as they are. Raises Wrong."""
        raise NotImplementedError

    def give(self, value: Value) -> None:
        """What becomes of a good value."""
        self.leave(value)

    def pressed(self, name: str) -> None:
        """Some other answer than back and save."""

    def action_close(self) -> None:
        """Nothing happens."""
        self.leave(None)

    def action_back(self) -> None:
        """The first answer."""
        self.action_close()

    def action_save(self) -> None:
        """Take what was entered, or say what is wrong with it."""
        self.forgive()
        try:
            value = self.read()
        except Wrong as wrong:
            self.blame(wrong)
        else:
            self.give(value)

    def action_enter(self) -> None:
        """In a field."""
        if self.ENTER_SAVES:
            self.action_save()
        else:
            self.focus_next()

    def on_mount(self) -> None:
        """Say what there is to say, and begin at the first field."""
        rtl = self.speaker.rtl
        self.set_class(rtl, "-rtl")
        self._form.heading.say(self._title, rtl=rtl)
        self._form.text.say(self._text, rtl=rtl)
        self.set_focus(self.first)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter, in a line."""
        event.stop()
        self.action_enter()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The name of the field with the focus stands out."""
        for one in self._form.fields:
            one.label.set_class(event.widget is one.control, "-on")

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """One of the answers."""
        event.stop()
        match event.press.id or "":
            case "back":
                self.action_back()
            case "save":
                self.action_save()
            case name:
                self.pressed(name)

    def on_click(self, event: events.Click) -> None:
        """Beside everything: nothing."""
        event.stop()

    def blame(self, wrong: Wrong) -> None:
        """Say beside each field what is wrong with it."""
        first: Control | None = None
        for one in self._form.fields:
            key = wrong.fields.get(one.control.id or "")
            if key:
                one.complaint.say(self.speaker.say(key), rtl=self.speaker.rtl)
                first = first or one.control
        if first:
            self.set_focus(first)
        self._replan()

    def forgive(self) -> None:
        """Nothing is wrong any more."""
        for one in self._form.fields:
            one.complaint.say("")
        self.complain("")

    def _words(self, name: str, text: str, classes: str) -> Words:
        words = Words(id=name, classes=classes)
        words.say(text, rtl=self.speaker.rtl)
        return words

    def _replan(self) -> None:
        if self.is_mounted:
            self._form.box.refresh(repaint=False, layout=True)

    # where things are

    def wide(self, cols: int) -> int:
        """Columns it would like to have, of so many."""
        return min(cols - 4, MOST_COLS)

    def _plan(self, size: Size) -> Plan:
        return self._form.plan(size, self.wide(size.width))
