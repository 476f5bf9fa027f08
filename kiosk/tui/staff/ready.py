"""What a console needs to know, made behind its first frame."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kiosk.tui.staff.keys import TABLE, Key

if TYPE_CHECKING:
    from kiosk.domain.branch import BranchId, CounterId, StaffId
    from kiosk.domain.operators import Colleague, SignedIn
    from kiosk.domain.ports import Backend, Clock, TicketPrinter
    from kiosk.i18n.catalogue import Catalogue


class Door(Protocol):
    """Who may sit here. From `sign_in` to `sign_out` what is asked is asked in their name."""

    async def operators(self, branch: "BranchId") -> "Sequence[Colleague]":
        """Who may sign in at a branch; nobody, where no operators were set up."""
        ...

    async def sign_in(
        self, branch: "BranchId", operator: "StaffId", pin: str
    ) -> "SignedIn":
        """Let somebody in, whoever was before. Denied PIN or LOCKED; TooBusy LOCKED."""
        ...

    async def sign_out(self) -> None:
        """Whoever was in is out."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """`branch` None: the only one there is. `counter` None: it is asked for. `locale` "": the
    branch's. `table` is that of the keys, as the settings have it. `idle_minutes` 0: never locked
    by itself. `bidi`: the terminal draws cells in the order it gets them. `name` is this
    console's, for who acts without signing in. `printers` may be none.
    """

    backend: "Backend"
    door: Door
    catalogue: "Catalogue"
    clock: "Clock"
    new_key: Callable[[], str]
    printers: "Mapping[str, TicketPrinter]" = field(default_factory=dict)
    branch: "BranchId | None" = None
    counter: "CounterId | None" = None
    name: str = "console"
    locale: str = ""
    theme: str | None = None
    table: Sequence[Key] = TABLE
    sound: bool = True
    ask_outcome: bool = False
    idle_minutes: int = 10
    bidi: bool = False
