"""Opening hours between the core and our own dialect, both ways."""

from collections.abc import Iterable
from datetime import time
from typing import Final, overload

from kiosk.apis.native import wire_branch as wire
from kiosk.domain.branch import WeekRule, Window

MIDNIGHT: Final = "24:00"
"""The end of a day, which no wall clock shows."""


@overload
def hours_to_wire(rules: Iterable[WeekRule]) -> list[wire.WeekRule]: ...
@overload
def hours_to_wire(rules: None) -> None: ...
def hours_to_wire(rules: Iterable[WeekRule] | None) -> list[wire.WeekRule] | None:
    """The rules of a week; None is "as what it belongs to"."""
    if rules is None:
        return None
    return [
        wire.WeekRule(
            weekdays=sorted(rule.weekdays),
            windows=windows_to_wire(rule.windows),
            breaks=windows_to_wire(rule.breaks),
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
        for rule in rules
    ]


def windows_to_wire(windows: Iterable[Window]) -> list[wire.Window]:
    """Windows of a day."""
    return [window_to_wire(window) for window in windows]


def window_to_wire(window: Window) -> wire.Window:
    """One window."""
    return wire.Window(start=wall_to_wire(window.start), end=wall_to_wire(window.end))


def wall_to_wire(at: time | None) -> str:
    """A wall time, with seconds if it has any; None is the end of the day."""
    if at is None:
        return MIDNIGHT
    return at.isoformat("minutes" if at.second == 0 else "seconds")


@overload
def hours_from_wire(rules: Iterable[wire.WeekRule]) -> tuple[WeekRule, ...]: ...
@overload
def hours_from_wire(rules: None) -> None: ...
def hours_from_wire(
    rules: Iterable[wire.WeekRule] | None,
) -> tuple[WeekRule, ...] | None:
    """The rules of a week; None is "as what it belongs to"."""
    if rules is None:
        return None
    return tuple(
        WeekRule(
            weekdays=frozenset(rule.weekdays),
            windows=windows_from_wire(rule.windows),
            breaks=windows_from_wire(rule.breaks),
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
        for rule in rules
    )


def windows_from_wire(windows: Iterable[wire.Window]) -> tuple[Window, ...]:
    """Windows of a day."""
    return tuple(window_from_wire(window) for window in windows)


def window_from_wire(said: wire.Window) -> Window:
    """One window."""
    return Window(time.fromisoformat(said.start), _end(said.end))


def _end(wall: str) -> time | None:
    return None if wall == MIDNIGHT else time.fromisoformat(wall)
