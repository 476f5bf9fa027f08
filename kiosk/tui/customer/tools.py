"""What a technician's page works with, beyond what customers need."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.domain.ports import PrintOrder


@dataclass(frozen=True, slots=True)
class Facts:
    """What a technician wants to read. `server` is its address; "" when it is this machine's own.

    `printer` says which one and where, "" when there is none; `free_mb` is left on the disk.
    """

    server: str
    printer: str
    versions: str
    free_mb: int


class Upkeep(Protocol):
    """The way in, and what is looked at there."""

    @property
    def exists(self) -> bool:
        """Whether a PIN is set now: without one there is no maintenance."""
        ...

    async def let_in(self, pin: str) -> None:
        """Denied PIN when it is wrong. TooBusy LOCKED: not looked at before `retry_after`."""
        ...

    async def test_order(self, locale: str) -> "PrintOrder":
        """A ticket that is nobody's, for a test of the paper."""
        ...

    async def facts(self) -> Facts:
        """As it is now."""
        ...
