"""What somebody held under the scanner."""

from dataclasses import dataclass

from kiosk.domain.ticket import TicketId


@dataclass(frozen=True, slots=True, repr=False)
class Scanned:
    """What a scan means: the first of these that is there counts; all empty is not ours.

    `code8` are eight digits with a right check digit, `ticket` the id beside it, or alone on a
    paper of another system; `card` is the card of who looks after this kiosk.
    """

    code8: str = ""
    ticket: TicketId | None = None
    card: bool = False

    def __repr__(self) -> str:
        """Nothing of it."""
        return "Scanned(…)"
