"""Times and holds between the core and our own dialect, both ways."""

from typing import Final

from kiosk.apis.native import wire_slots as wire
from kiosk.domain.booking import Hold, Holder
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.slots import DaySlots, Slot
from kiosk.errors import Reason
from kiosk.text import clean

_LABEL_CELLS: Final = 16
_OCCASION_CELLS: Final = 200


def day_to_wire(day: DaySlots) -> wire.Day:
    """A day with all its times."""
    slots = [
        wire.Slot(start=start, end=end, label=label, free=free, reason=reason)
        for start, end, label, free, reason in day.slots
    ]
    return wire.Day(
        day=day.day, reason=day.reason, occasion=dict(day.occasion), slots=slots
    )


def day_from_wire(said: wire.Day) -> DaySlots:
    """A day as another machine told it."""
    slots = tuple(
        Slot(
            slot.start,
            slot.end,
            clean(slot.label, _LABEL_CELLS),
            slot.free,
            _reason(slot.reason),
        )
        for slot in said.slots
    )
    occasion = {
        clean(tag): clean(text, _OCCASION_CELLS) for tag, text in said.occasion.items()
    }
    return DaySlots(said.day, slots, _reason(said.reason), occasion)


def _reason(word: str | None) -> Reason | None:
    """A word of a newer server still means that it can't be had."""
    if word is None:
        return None
    return Reason(word) if word in _REASONS else Reason.NOT_ALLOWED_NOW


_REASONS: Final = frozenset(Reason)


def hold_to_wire(hold: Hold) -> wire.Hold:
    """A hold, without the word that it is had by."""
    return wire.Hold(
        branch=hold.branch,
        service=hold.service,
        start=hold.start,
        end=hold.end,
        expires_at=hold.expires_at,
    )


def hold_from_wire(said: wire.Hold, holder: Holder) -> Hold:
    """A hold of `holder`."""
    return Hold(
        holder=holder,
        branch=BranchId(said.branch),
        service=ServiceId(said.service),
        start=said.start,
        end=said.end,
        expires_at=said.expires_at,
    )
