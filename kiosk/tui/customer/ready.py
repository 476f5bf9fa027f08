"""What the kiosk needs to know, made behind its first frame."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.domain.branch import BranchId
    from kiosk.domain.intent import Intents
    from kiosk.domain.ports import Backend, Clock, TicketPrinter
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.tui.customer.scanning import Scanner, Scans
    from kiosk.tui.customer.tools import Upkeep


@dataclass(frozen=True, slots=True)
class Ready:
    """`branch` None: the only one there is, else the customer chooses. `locales` empty: those of
    the branch. `screen_mm` None: a 15.6-inch panel. `bidi`: the terminal draws cells in the
    order it gets them, so that right-to-left languages can be offered. `demo`: nothing was
    configured, and Ctrl+Q leaves. `new_key` makes an idempotency key nobody had before; what is
    asked for under it is kept in `intents`. `monotonic` counts seconds, and nobody sets it.
    `scans` None: a scanner may type keys; `scanner` None: it has no line of its own.
    """

    backend: "Backend"
    intents: "Intents"
    catalogue: "Catalogue"
    clock: "Clock"
    new_key: Callable[[], str]
    printer: "TicketPrinter | None" = None
    branch: "BranchId | None" = None
    name: str = "kiosk"
    locales: tuple[str, ...] = ()
    theme: str | None = None
    screen_mm: tuple[float, float] | None = None
    allow_small: bool = False
    bidi: bool = False
    demo: bool = False
    monotonic: Callable[[], float] = monotonic
    scans: "Scans | None" = None
    scanner: "Scanner | None" = None
    upkeep: "Upkeep | None" = None
