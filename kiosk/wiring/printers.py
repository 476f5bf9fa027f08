"""The printers the settings name, with their spools."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import Kind, Place, Placed, Status, Ticket, TicketId, WaitRange
from kiosk.errors import NotFound
from kiosk.wiring.ground import SystemClock

if TYPE_CHECKING:
    from kiosk.config.sections import Printer
    from kiosk.config.settings import Settings
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.printing.printer import SpooledPrinter
    from kiosk.printing.rendered import Rendered

PREVIEW: Final = "preview"
"""The printer there is without any configuration: it writes what it would print."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A printer as the settings describe it, all defaults filled in."""

    name: str
    kind: str
    profile: str
    host: str
    port: int
    path: Path | None

    def as_row(self) -> dict[str, str]:
        """For lists."""
        where = str(self.path) if self.path else f"{self.host}:{self.port}"
        return {
            "name": self.name,
            "kind": self.kind,
            "where": where,
            "profile": self.profile,
        }


def configured(settings: "Settings", data: Path) -> list[Configured]:
    """All printers, the first is the one used; a preview where nothing is configured."""
    if settings.printer or settings.configured:
        return [_described(printer, data) for printer in settings.printer]
    return [Configured(PREVIEW, PREVIEW, "generic-80", "", 0, data / PREVIEW)]


def _described(printer: "Printer", data: Path) -> Configured:
    path = printer.path
    if path is None and printer.kind == PREVIEW:
        path = data / printer.name
    return Configured(
        name=printer.name,
        kind=printer.kind,
        profile=printer.profile or f"generic-{printer.width_mm}",
        host=printer.host or "",
        port=printer.port,
        path=path,
    )


def one_printer(settings: "Settings", data: Path, name: str | None) -> "SpooledPrinter":
    """The printer of that name, else the first. NotFound when there is none."""
    wanted = name or settings.kiosk.printer or None
    return built(chosen(configured(settings, data), wanted), data)


def chosen(printers: Sequence[Configured], name: str | None) -> Configured:
    """The one of that name, else the first. NotFound names those there are."""
    for printer in printers:
        if name in (None, printer.name):
            return printer
    if not printers:
        raise NotFound(detail="no printer is configured: add a [[printer]] table")
    known = ", ".join(printer.name for printer in printers)
    raise NotFound(detail=f"no printer {name!r}; configured: {known}")


def built(
    printer: Configured, data: Path, catalogue: "Catalogue | None" = None
) -> "SpooledPrinter":
    """A printer ready for orders."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.printing.printer import SpooledPrinter
    from kiosk.printing.profiles import profile
    from kiosk.printing.registry import transport
    from kiosk.printing.render import renderer
    from kiosk.printing.spool import Spool
    from kiosk.printing.transport import Place as Where

    kind = profile(printer.profile)
    where = Where(kind, printer.host, printer.port, printer.path)
    return SpooledPrinter(
        printer.name,
        Spool(data / "spool" / printer.name),
        transport(printer.kind, where),
        renderer(catalogue or Catalogue.load(), kind),
        SystemClock(),
    )


def rendered(
    settings: "Settings", data: Path, name: str | None, order: PrintOrder
) -> "Rendered":
    """An order as that printer's paper would carry it."""
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.printing.profiles import profile
    from kiosk.printing.render import renderer

    printer = chosen(configured(settings, data), name)
    return renderer(Catalogue.load(), profile(printer.profile))(order)


def test_order(settings: "Settings", locale: str) -> PrintOrder:
    """A ticket that is nobody's: the first service of the example branch, number TEST."""
    from kiosk.config.branch_file import demo_branch

    branch = demo_branch()
    now = SystemClock().now()
    ticket = Ticket(
        id=TicketId("testticket"),
        number="TEST",
        code8="00000000",
        branch=branch.id,
        group=branch.groups[0].id,
        service=branch.services[0].id,
        day=_today(now),
        day_seq=0,
        kind=Kind.WALKIN,
        status=Status.WAITING,
        status_at=now,
        joined_at=now,
        rank_at=now,
        locale=locale,
        source="test",
    )
    place = Place(ahead=6, wait=WaitRange(15, 30, 22), as_of=now)
    return PrintOrder(Placed(ticket, place), branch, locale, settings.kiosk.name)


def _today(now: datetime) -> date:
    return now.astimezone(UTC).date()
