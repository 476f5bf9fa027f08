"""The one tree of errors, and the one list of reasons.

    KioskError
    ├── BadInput          what was asked is malformed; `fields` names the members
    ├── NotFound          no such branch, service, ticket, counter or key
    ├── Refused           understood, and the queue says no (closed, no numbers left, …)
    │   ├── SlotTaken         not this time; has the nearest ones that are free
    │   ├── AlreadyBooked     this customer has one already; has its ticket
    │   └── CheckInRefused    not here or not now; has the instant from which on
    ├── Denied            who asks may not (AUTH: unknown, FORBIDDEN: known, not allowed)
    ├── KeyTrouble        an idempotency key is missing, was used for something else, or runs
    ├── TooBusy           a limit was reached; `retry_after` in seconds
    ├── Unavailable       nothing happened: no server, no disk, other side down
    ├── Ambiguous         it may have happened: the answer was lost after the call was sent
    ├── PrinterTrouble    paper, cover, cutter, silence
    └── BadConfig         a settings or branch file; names file, line, key, cure

A customer reads the sentence behind `message_key`; `detail` is for operators and logs only.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused or failed. Values are stable: API, logs and language keys use them."""

    # the request
    VALIDATION = "validation"
    NOT_FOUND = "not-found"
    KEY_MISSING = "key-missing"
    KEY_REUSED = "key-reused"
    KEY_RUNNING = "key-running"
    TOO_LARGE = "too-large"
    # who asks
    AUTH = "auth"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate-limited"
    # the queue's answer
    CLOSED = "closed"
    FULL = "full"
    NO_NUMBERS = "no-numbers"
    NOT_WALKIN = "not-walkin"
    NOT_APPOINTABLE = "not-appointable"
    HOLIDAY = "holiday"
    PAST = "past"
    TOO_SOON = "too-soon"
    TOO_FAR = "too-far"
    SLOT_TAKEN = "slot-taken"
    STAFF_AWAY = "staff-away"
    LIMIT_REACHED = "limit-reached"
    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    WRONG_DAY = "wrong-day"
    WRONG_BRANCH = "wrong-branch"
    NOT_CANCELLABLE = "not-cancellable"
    NOT_ALLOWED_NOW = "not-allowed-now"
    COUNTER_CLOSED = "counter-closed"
    PAUSED = "paused"
    PIN = "pin"
    LOCKED = "locked"
    NOTHING_SERVED = "nothing-served"
    NOT_OFFERED = "not-offered"
    BLOCKED = "blocked"
    CHANGED = "changed"
    # the other side, and our own ground
    OFFLINE = "offline"
    TIMEOUT = "timeout"
    UPSTREAM = "upstream"
    AMBIGUOUS = "ambiguous"
    STORE_FULL = "store-full"
    STORE_FAILED = "store-failed"
    STORE_LOCKED = "store-locked"
    UNEXPECTED = "unexpected"
    # settings
    CONFIG = "config"
    # the printer
    PAPER_OUT = "paper-out"
    PAPER_LOW = "paper-low"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"
    PRINTER_ERROR = "printer-error"
    PRINTER_OFFLINE = "printer-offline"
    PRINTER_SILENT = "printer-silent"
    PRINTER_BUSY = "printer-busy"
    EXPIRED = "expired"
    INTERRUPTED = "interrupted"
    UNPRINTABLE = "unprintable"


class KioskError(Exception):
    """Base of everything this package raises on purpose."""

    reason: Reason = Reason.UNEXPECTED

    def __init__(
        self,
        reason: Reason | None = None,
        *,
        detail: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> None:
        """`detail` is for operators; `fields` maps a member's name to what is wrong with it."""
        self.reason = reason or type(self).reason
        self.detail = detail
        self.fields = dict(fields or {})
        super().__init__(detail or str(self.reason))

    @property
    def message_key(self) -> str:
        """The key of the customer's sentence in the language files."""
        return f"error-{self.reason}"


class BadInput(KioskError):
    """The request is malformed; nothing was done."""

    reason = Reason.VALIDATION


class NotFound(KioskError):
    """What was named does not exist (any more)."""

    reason = Reason.NOT_FOUND


class Refused(KioskError):
    """The request is well formed, and the state of the branch says no; nothing was done."""

    reason = Reason.NOT_ALLOWED_NOW


class SlotTaken(Refused):
    """A time of the day can't be had; the reason says why (SLOT_TAKEN, FULL, STAFF_AWAY, PAST,
    TOO_SOON, TOO_FAR). `nearest` are free starts of that day, UTC, in order; often three.
    """

    reason = Reason.SLOT_TAKEN

    def __init__(
        self,
        reason: Reason | None = None,
        *,
        detail: str = "",
        nearest: Iterable[datetime] = (),
    ) -> None:
        """`nearest` may be empty."""
        super().__init__(reason, detail=detail)
        self.nearest = tuple(nearest)


class AlreadyBooked(Refused):
    """The customer has as many of these as one may have. `ticket` is the id of the next of
    them, "" where the queue does not tell."""

    reason = Reason.LIMIT_REACHED

    def __init__(
        self, reason: Reason | None = None, *, detail: str = "", ticket: str = ""
    ) -> None:
        """`ticket` may be ""."""
        super().__init__(reason, detail=detail)
        self.ticket = ticket


class CheckInRefused(Refused):
    """Somebody came too early, too late, on another day, to another branch, or without a time.

    `opens_at` is when checking in begins, UTC, where that is still to come.
    """

    reason = Reason.TOO_EARLY

    def __init__(
        self,
        reason: Reason | None = None,
        *,
        detail: str = "",
        opens_at: datetime | None = None,
    ) -> None:
        """`opens_at` goes with TOO_EARLY, and with a WRONG_DAY to come."""
        super().__init__(reason, detail=detail)
        self.opens_at = opens_at


class Denied(KioskError):
    """No key, an unknown or revoked one (AUTH), or one of the wrong role (FORBIDDEN)."""

    reason = Reason.AUTH


class KeyTrouble(KioskError):
    """An idempotency key is missing, still running, or belongs to another request."""

    reason = Reason.KEY_MISSING


class TooBusy(KioskError):
    """A limit was reached. `retry_after` is in whole seconds."""

    reason = Reason.RATE_LIMITED

    def __init__(
        self, reason: Reason | None = None, *, detail: str = "", retry_after: int = 1
    ) -> None:
        """`retry_after` is at least 1."""
        super().__init__(reason, detail=detail)
        self.retry_after = max(1, retry_after)


class Unavailable(KioskError):
    """It certainly did not happen: refused connection, full disk, locked store."""

    reason = Reason.OFFLINE


class Ambiguous(KioskError):
    """It may have happened. Ask again with the same idempotency key, never blindly."""

    reason = Reason.AMBIGUOUS


class PrinterTrouble(KioskError):
    """The printer can't, or can't be asked."""

    reason = Reason.PRINTER_ERROR


class BadConfig(KioskError):
    """A file a person wrote can't be used: says file, line, key, found, allowed, nearest."""

    reason = Reason.CONFIG

    def __init__(
        self,
        *,
        file: str,
        key: str,
        problem: str,
        line: int | None = None,
        found: str = "",
        allowed: str = "",
        nearest: str = "",
    ) -> None:
        """`line` counts from 1; None when the key is missing from the file altogether."""
        self.file, self.line, self.key, self.problem = file, line, key, problem
        self.found, self.allowed, self.nearest = found, allowed, nearest
        super().__init__(Reason.CONFIG, detail=self._sentence())

    def _sentence(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [f"{place}: {self.key}: {self.problem}"]
        parts += [f"found: {self.found}"] if self.found else []
        parts += [f"allowed: {self.allowed}"] if self.allowed else []
        parts += [f"did you mean: {self.nearest}?"] if self.nearest else []
        return "; ".join(parts)
