"""The section of the scanner at the customer's screen."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    model_validator,
)

from kiosk.config.backends import File
from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.domain.scanned import FEWEST
from kiosk.text import is_clean


def _seen(value: str) -> str:
    if not is_clean(value):
        refuse("is not plain text", allowed="letters that can be seen, no spaces round")
    return value


def _long_enough(value: str) -> str:
    if value and len(value) < FEWEST:
        refuse("is too short", allowed=f"{FEWEST} characters or more")
    return value


Text = Annotated[str, StringConstraints(max_length=64), AfterValidator(_seen)]


class Scanner(Table):
    """The scanner at the customer's screen; docs/scanner.md says how to set one up."""

    kind: Literal["wedge", "serial", "off"] = "wedge"
    """`wedge`: it types like a keyboard. `serial`: it has a port of its own."""

    port: File | None = None
    """Device of a serial scanner: "/dev/serial/by-id/…"."""

    baud: Annotated[int, Field(ge=300, le=4_000_000)] = 9600
    """Bits a second of a serial scanner; one at USB doesn't mind."""

    prefix: Text = ""
    """What the scanner puts before every text, as it arrives here."""

    suffix: Text = ""
    """What it puts after every text, before Enter or Tab."""

    layout: Literal["same", "de", "es", "fr", "it"] = "same"
    """The machine's keyboard, where the scanner types as a US one; `same`: they agree."""

    card: Annotated[Text, AfterValidator(_long_enough), Field(repr=False)] = ""
    """Text of the card that leads to the maintenance page, where a PIN is asked; empty: none."""

    beep: bool = False
    """Ring the terminal's bell for every text that is read."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "serial" and self.port is None:
            refuse('is missing for kind "serial"', key="port")
        if self.kind == "serial" and self.layout != "same":
            refuse("is not used", key="layout", allowed='with kind = "wedge"')
        return self
