"""From a print order to a paper in every form: what wiring gives a spooled printer."""

import logging
from collections.abc import Callable

from kiosk.domain.ports import PrintOrder
from kiosk.i18n.catalogue import Catalogue
from kiosk.printing.appointment import appointment_doc, appointment_of
from kiosk.printing.escpos import encode
from kiosk.printing.preview import as_png, as_text
from kiosk.printing.profiles import Profile
from kiosk.printing.rendered import Rendered
from kiosk.printing.ticket import ticket_doc

_log = logging.getLogger(__name__)


def renderer(catalogue: Catalogue, kind: Profile) -> Callable[[PrintOrder], Rendered]:
    """Renders tickets for printers of that profile, in the order's language.

    What it returns may be called from any thread; the first call takes longer, see
    `escpos.prepare`. It raises PrinterTrouble UNPRINTABLE.
    """

    def render(order: PrintOrder) -> Rendered:
        speaker = catalogue.speaker(order.locale, order.branch.zone)
        timed = appointment_of(order)
        doc = appointment_doc(timed, speaker) if timed else ticket_doc(order, speaker)
        encoded = encode(doc, kind)
        if encoded.missing:
            _log.warning(
                "letters without a font on paper",
                extra={
                    "count": encoded.missing,
                    "locale": order.locale,
                    "profile": kind.name,
                },
            )
        text = as_text(doc, kind.columns)
        return Rendered(encoded.data, text, lambda: as_png(doc, kind))

    return render
