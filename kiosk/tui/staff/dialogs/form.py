"""What a dialog is made of, and where its parts are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from textual.geometry import Region, Size
from textual.widget import Widget

from kiosk.text import cells, clean
from kiosk.tui.placing import Plan
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.words import Words

Control = Pick[Any] | Line


@dataclass(frozen=True)
class Field:
    """A control with its name in words; where it complains is below it."""

    label: Words
    control: Control
    complaint: Words


def _start(name: str) -> Words:
    return Words(id=name, classes="start")


@dataclass
class Form:
    """A box with a heading, some text, fields one below the other, what is wrong with the whole
    of it, and answers at the foot, the first of which changes nothing."""

    box: Words = field(default_factory=lambda: Words(id="box"))
    heading: Words = field(default_factory=lambda: _start("heading"))
    text: Words = field(default_factory=lambda: _start("text"))
    problem: Words = field(
        default_factory=lambda: Words(id="problem", classes="start complaint")
    )
    fields: list[Field] = field(default_factory=list)
    answers: list[Press] = field(default_factory=list)

    def plan(self, size: Size, width: int) -> Plan:
        """Places on a screen of that size, for a box of that width in its middle.

        Lists get the rows that are left; a row between the parts is left where there is room.
        """
        inner = width - 6
        label = min(inner // 3, max([0, *map(_label_width, self.fields)]))
        feet = in_lines(self.answers, inner)
        frame = 5 + len(feet)
        heights = self._heights(size.height - frame, inner, inner - label - 2)
        gap = 1 if sum(heights) + len(heights) + frame <= size.height else 0
        used = sum(heights) + gap * max(0, sum(map(bool, heights)) - 1)
        height = min(size.height, used + frame)
        x, y = (size.width - width) // 2, max(0, (size.height - height) // 2)
        places: dict[Widget, Region] = {
            self.box: Region(x, y, width, height),
            self.heading: Region(x + 1, y + 1, width - 2, 1),
        }
        places |= self._stacked(Region(x + 3, y + 3, inner, used), label, heights, gap)
        for below, line in enumerate(reversed(feet)):
            foot = Region(x + 3, y + height - 2 - below, inner, 1)
            places |= _at_ends(foot, line)
        return places

    def _heights(self, room: int, inner: int, beside: int) -> Sequence[int]:
        """Rows of the text, of each field with its complaint, of the problem."""
        text = self.text.height(inner, most=max(1, room))
        problem = self.problem.height(inner, most=3)
        controls = [one.control.heights for one in self.fields]
        extra = [one.complaint.height(beside, most=2) for one in self.fields]
        rows = shared(room - text - problem - sum(extra), controls)
        fields = [row + more for row, more in zip(rows, extra, strict=True)]
        return [text, *fields, problem]

    def _stacked(
        self, area: Region, label: int, heights: Sequence[int], gap: int
    ) -> dict[Widget, Region]:
        places: dict[Widget, Region] = {}
        y, beside = area.y, area.width - label - 2
        parts: list[Words | Field] = [self.text, *self.fields, self.problem]
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


def _label_width(one: Field) -> int:
    return cells(clean(one.label.text, limit=40))


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


def in_lines(
    presses: Iterable[Press], width: int, *, apart: int = 2
) -> list[list[Press]]:
    """As many beside each other as `width` cells hold, so many cells apart."""
    lines: list[list[Press]] = [[]]
    for press in presses:
        used = sum(one.width + apart for one in lines[-1])
        if lines[-1] and used + press.width > width:
            lines.append([])
        lines[-1].append(press)
    return lines


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
