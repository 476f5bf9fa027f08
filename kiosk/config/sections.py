"""The sections of the settings file, a model each, with what every setting means."""

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    Strict,
    model_validator,
)

from kiosk.config.backend import Backend
from kiosk.config.backends import File
from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.endpoint import is_loopback
from kiosk.text import clean

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_TIME: Final = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_HOURS: Final = re.compile(f"{_TIME}-{_TIME}")


def _plain_text(value: str) -> str:
    return clean(value)


def _short_name(value: str) -> str:
    if value and not _NAME.fullmatch(value):
        allowed = "up to 32 lower-case letters, digits and dashes"
        refuse("is not a name", allowed=allowed)
    return value


def _tags(value: tuple[str, ...]) -> tuple[str, ...]:
    odd = next((tag for tag in value if not _TAG.fullmatch(tag)), None)
    if odd is not None:
        refuse("is not a list of languages", allowed='tags like "en", "pt-BR"')
    return tuple(dict.fromkeys(value))


def _hours(value: str) -> str:
    if value and not _HOURS.fullmatch(value):
        refuse("is not a span of times", allowed='hours like "20:00-07:00"')
    return value


def _tag(value: str) -> str:
    if value and not _TAG.fullmatch(value):
        refuse("is not a language", allowed='a tag like "en", "pt-BR"')
    return value


Name = Annotated[str, AfterValidator(_short_name)]
Port = Annotated[int, Field(ge=1, le=65535)]
Millimetres = Annotated[float, Field(ge=50, le=3000)]


class Server(Table):
    """The queue server: `kiosk serve`."""

    host: str = Field("127.0.0.1", min_length=1)
    """Address to listen on. Another machine reaches it only if this is not a loopback address."""

    port: Annotated[int, Field(ge=0, le=65535)] = 8470
    """TCP port; 0 picks a free one."""

    rate_limit: Annotated[int, Field(ge=0, le=100_000)] = 50
    """Requests a second and key; 0 is no limit."""

    insecure_lan: bool = False
    """Allow a non-loopback `host` without TLS: everybody on the network can then read keys."""

    tls_cert: File | None = None
    """Certificate chain (PEM)."""

    tls_key: File | None = None
    """Private key of the certificate (PEM)."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.tls_cert is None) != (self.tls_key is None):
            missing = "tls_key" if self.tls_key is None else "tls_cert"
            refuse("is missing beside the other TLS file", key=missing)
        encrypted = self.tls_cert is not None
        if not (encrypted or self.insecure_lan or is_loopback(self.host)):
            allowed = "tls_cert and tls_key, or insecure_lan = true"
            refuse("is open to the network", key="host", allowed=allowed)
        return self


class Kiosk(Table):
    """The customer's screen."""

    branch: Annotated[str, AfterValidator(_plain_text)] = ""
    """Id of the branch; empty: the key's branch, the only one, or the customer is asked."""

    name: Annotated[str, AfterValidator(_plain_text)] = "kiosk-1"
    """This kiosk's name, on tickets and in logs."""

    locales: Annotated[
        tuple[str, ...], Strict(strict=False), AfterValidator(_tags)
    ] = ()
    """Languages offered, the first one is the default; empty: all that the branch has."""

    theme: Name = "kiosk-dark"
    """Colours: a name from `kiosk themes`."""

    screen_mm: Annotated[tuple[Millimetres, Millimetres], Strict(strict=False)] = (
        345.0,
        194.0,
    )
    """Width and height of the panel in millimetres: how large a finger's target must be."""

    allow_small: bool = False
    """Run even if buttons come out smaller than 15 mm."""

    printer: Name = ""
    """Name of the printer for tickets; empty: the first one."""


class Board(Table):
    """The lobby's screen: `kiosk board`."""

    branch: Annotated[str, AfterValidator(_plain_text)] = ""
    """Id of the branch; empty: the key's branch, or the only one."""

    theme: Name = "kiosk-dark"
    """Colours: a name from `kiosk themes`."""

    languages: Annotated[
        tuple[str, ...], Strict(strict=False), AfterValidator(_tags)
    ] = ()
    """Languages shown and spoken, in that order; empty: all that the branch has."""

    rows: Annotated[int, Field(ge=4, le=6)] = 6
    """The most lines of numbers called before; fewer where the screen is low."""

    reduced_motion: bool = False
    """Nothing blinks: a number that is called has its arrow only."""

    chime: bool = True
    """Ring when a number is called."""

    speech: bool = True
    """Say the number and its counter, where espeak-ng or speech-dispatcher is installed."""

    volume: Annotated[int, Field(ge=0, le=100)] = 80
    """Loudness of both in percent, as far as what plays them knows loudness."""

    quiet_hours: Annotated[str, AfterValidator(_hours)] = ""
    """Local times of the branch between which nothing is heard: "20:00-07:00"."""


class Terminal(Table):
    """The terminal the screens are drawn in."""

    bidi: Literal["auto", "on", "off"] = "auto"
    """Offer right-to-left languages: `on` if cells are drawn in the order they come (xterm,
    foot), `off` if the terminal reorders them itself; `auto` knows the common terminals."""


class Printer(Table):
    """A ticket printer of this machine."""

    name: Annotated[str, Field(min_length=1), AfterValidator(_short_name)]
    """What commands and logs call it."""

    kind: Literal["network", "file", "preview", "memory"]
    """`network`: raw TCP. `file`: a device or a file to append to. `preview`: a text file to
    look at. `memory`: nothing but this process's memory, for tests."""

    host: str | None = Field(None, min_length=1)
    """Name or address of a network printer."""

    port: Port = 9100
    """TCP port of a network printer."""

    path: File | None = None
    """Device or file, for kind `file`; where to put previews, for kind `preview`."""

    profile: Name = ""
    """What the printer can do: "generic-80", "epson-tm-t20", …; empty: generic, by width."""

    width_mm: Literal[58, 80] = 80
    """Width of the paper in millimetres."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "network" and self.host is None:
            refuse('is missing for kind "network"', key="host")
        if self.kind == "file" and self.path is None:
            refuse('is missing for kind "file"', key="path")
        if self.kind != "network" and self.host is not None:
            refuse("is not used", key="host", allowed='with kind = "network"')
        return self


class Staff(Table):
    """A counter's terminal: `kiosk staff`."""

    branch: Annotated[str, AfterValidator(_plain_text)] = ""
    """Id of the branch; empty: the key's branch, or the only one."""

    counter: Annotated[str, AfterValidator(_plain_text)] = ""
    """The counter it stands at, as written above it; empty: it is asked for."""

    name: Annotated[str, AfterValidator(_plain_text)] = "console"
    """Who acts where nobody signs in, on tickets' events and on paper."""

    locale: Annotated[str, AfterValidator(_tag)] = ""
    """Language; empty: the branch's."""

    theme: Name = "kiosk-dark"
    """Colours: a name from `kiosk themes`."""

    sound: bool = True
    """Ring softly when somebody comes while the counter has nothing to do."""

    outcome: bool = False
    """Ask what came of a visit when it is finished; otherwise one key ends it."""

    idle_minutes: Annotated[int, Field(ge=0, le=480)] = 10
    """Minutes without a key until the console is locked; 0: never."""

    printer: Name = ""
    """Name of the printer for numbers and copies; empty: the first one."""

    keys: Mapping[str, str] = Field(default_factory=dict)
    """Other keys for actions: what `kiosk bindings` calls it = "keys, with commas between"."""


__all__ = [
    "Backend",
    "Board",
    "Kiosk",
    "Printer",
    "Server",
    "Staff",
    "Terminal",
]
