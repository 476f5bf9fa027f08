"""What every dialog has: a heading, fields with their complaints, and answers at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from kiosk.i18n.speaker import Speaker
from kiosk.text import cells, clean
from kiosk.tui.placing import Placing, Plan
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.words import Words

Value = TypeVar("Value")
Control = Pick[Any] | Line

MOST_COLS = 76
"""Columns of a dialog that has nothing wide to show."""


@dataclass(frozen=True)
class Field:
    """A control with its name in words; where it complains is below it."""

    label: Words
    control: Control
    complaint: Words


@dataclass
class Form:
    """What a dialog is made of; the first answer changes nothing."""

    title: str
    text: str = ""
    fields: list[Field] = field(default_factory=list)
    answers: list[Press] = field(default_factory=list)


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
        self._form = Form(title, text)
        self._parting: list[Value | None] = []
        self.box = Words(id="box")
        self.heading = Words(id="heading", classes="start")
        self.text = Words(id="text", classes="start")
        self.problem = Words(id="problem", classes="start complaint")
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
        yield self.box
        yield self.heading
        yield self.text
        for one in self._form.fields:
            yield one.label
            yield one.control
            yield one.complaint
        yield self.problem
        yield from self._form.answers

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

    def say_text(self, text: str) -> None:
        """What stands above the fields."""
        self._form.text = text
        self.text.say(text, rtl=self.speaker.rtl)
        self._replan()

    def complain(self, text: str) -> None:
        """A sentence about the whole of it; "" takes it back."""
        self.problem.say(text, rtl=self.speaker.rtl)
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
        self.heading.say(self._form.title, rtl=rtl)
        self.text.say(self._form.text, rtl=rtl)
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
            self.box.refresh(repaint=False, layout=True)

    # where things are

    def wide(self, cols: int) -> int:
        """Columns it would like to have, of so many."""
        return min(cols - 4, MOST_COLS)

    def _plan(self, size: Size) -> Plan:
        width = self.wide(size.width)
        inner = width - 6
        label = min(inner // 3, max([0, *map(self._label_width, self._form.fields)]))
        heights = self._heights(size.height - 6, inner, inner - label - 2)
        gap = 1 if sum(heights) + len(heights) + 6 <= size.height else 0
        used = sum(heights) + gap * max(0, sum(map(bool, heights)) - 1)
        height = min(size.height, used + 6)
        x, y = (size.width - width) // 2, max(0, (size.height - height) // 2)
        places: dict[Widget, Region] = {
            self.box: Region(x, y, width, height),
            self.heading: Region(x + 1, y + 1, width - 2, 1),
        }
        places |= self._stacked(Region(x + 3, y + 3, inner, used), label, heights, gap)
        foot = Region(x + 3, y + height - 2, inner, 1)
        return places | _at_ends(foot, self._form.answers)

    def _label_width(self, one: Field) -> int:
        return cells(clean(one.label.text, limit=40))

    def _heights(self, room: int, inner: int, beside: int) -> Sequence[int]:
        """Rows of the text, of each field with its complaint, of the problem."""
        text = self.text.height(inner, most=max(1, room))
        problem = self.problem.height(inner, most=3)
        controls = [one.control.heights for one in self._form.fields]
        extra = [one.complaint.height(beside, most=2) for one in self._form.fields]
        rows = shared(room - text - problem - sum(extra), controls)
        fields = [row + more for row, more in zip(rows, extra, strict=True)]
        return [text, *fields, problem]

    def _stacked(
        self, area: Region, label: int, heights: Sequence[int], gap: int
    ) -> dict[Widget, Region]:
        places: dict[Widget, Region] = {}
        y, beside = area.y, area.width - label - 2
        parts: list[Words | Field] = [self.text, *self._form.fields, self.problem]
        for part, height in zip(parts, heights, strict=True):
            if isinstance(part, Field):
                below = part.complaint.height(beside, most=2)
                x = area.x + label + 2
                places[part.label] = Region(area.x, y, label, 1)
                places[part.control] = Region(x, y, beside, height - below)
                places[part.complaint] = Region(x, y + height - below, beside, below)
            else:
                places[part] = Region(area.x, y, area.width, height)
            y += height + gap if height else 0
        return places


def shared(room: int, wanted: Sequence[tuple[int, int]]) -> list[int]:
    """Rows for each of (least, most), so that all of them fill `room` at the outside."""
    rows = [least for least, _ in wanted]
    growing = True
    while sum(rows) < room and growing:
        growing = False
        for index, (_, most) in enumerate(wanted):
            if rows[index] < most and sum(rows) < room:
                rows[index] += 1
                growing = True
    return rows


def _at_ends(foot: Region, answers: Sequence[Press]) -> dict[Widget, Region]:
    """The first answer where reading begins, the others where it ends."""
    first, *others = answers
    places: dict[Widget, Region] = {first: Region(foot.x, foot.y, first.width, 1)}
    x = foot.right
    for press in reversed(others):
        x -= press.width
        places[press] = Region(x, foot.y, press.width, 1)
        x -= 2
    return places
