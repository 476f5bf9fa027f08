"""What whoever is in charge wants done in a branch."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.branch import CounterId, ServiceId, Words
from kiosk.domain.serving import CounterChange


@dataclass(frozen=True, slots=True)
class CounterOrder:
    """Another state, or other services, at a counter."""

    counter: CounterId
    change: CounterChange


@dataclass(frozen=True, slots=True)
class ServiceOrder:
    """No more numbers for a service, or numbers again."""

    service: ServiceId
    paused: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TellOrder:
    """A message, until then (UTC)."""

    text: Words
    until: datetime
    on_board: bool = True
    on_kiosk: bool = True


@dataclass(frozen=True, slots=True)
class UntellOrder:
    """A message is taken down."""

    message: str


@dataclass(frozen=True, slots=True)
class CloseDayOrder:
    """The business day ends now."""


@dataclass(frozen=True, slots=True)
class ReopenDayOrder:
    """The business day that was closed goes on."""


@dataclass(frozen=True, slots=True)
class AttendOrder:
    """Somebody goes to a kiosk where a customer asks for it."""

    kiosk: str


Order = (
    AttendOrder
    | CounterOrder
    | ServiceOrder
    | TellOrder
    | UntellOrder
    | CloseDayOrder
    | ReopenDayOrder
)
