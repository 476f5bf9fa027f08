"""The sections of other booking systems: what there is to say of each beside its address."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, Strict

from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.config.zone import zone
from kiosk.text import clean

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ID: Final = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


def foreign_id(value: str) -> str:
    """An id as another system may have it; empty: none."""
    if value and not _ID.fullmatch(value):
        refuse("is not an id", allowed="up to 128 of A-Z a-z 0-9 _ . : -")
    return value


def _tag(value: str) -> str:
    if not _TAG.fullmatch(value):
        refuse("is not a language", allowed='a tag like "en", "pt-BR"')
    return value


def _tags(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_tag(one) for one in value))


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        refuse("is not a name", allowed="up to 32 of A-Z a-z 0-9 _ . -")
    return value


def _plain(value: str) -> str:
    return clean(value, 200)


def _absolute(value: Path) -> Path:
    path = value.expanduser()
    if not path.is_absolute():
        refuse("is not an absolute path", allowed="a path from / or ~")
    return path


def _path(value: str) -> str:
    if value and not re.fullmatch(r"(/[A-Za-z0-9_.-]+)+", value):
        refuse("is not a path", allowed='one like "/api/v1", or empty')
    return value


def _word(value: str) -> str:
    return _name(value) if value else value


Zone = Annotated[str, AfterValidator(zone)]
ForeignId = Annotated[str, AfterValidator(foreign_id)]
Tag = Annotated[str, AfterValidator(_tag)]
Tags = Annotated[
    tuple[str, ...], Strict(strict=False), Field(min_length=1), AfterValidator(_tags)
]
ShortName = Annotated[str, AfterValidator(_name)]
File = Annotated[Path, Strict(strict=False), AfterValidator(_absolute)]
Status = Literal[
    "requested", "booked", "waiting", "serving", "served", "no_show", "cancelled"
]
Plain = Annotated[str, AfterValidator(_plain)]


class SkiplinoBackend(Table):
    """Skiplino as the backend; `base_url` ends in /external/v1. docs/skiplino.md says more."""

    direct: bool = False
    """The customer's kiosk asks Skiplino by itself, with a public key: no queue server between."""

    zone: Zone = "UTC"
    """The company's time zone, in which Skiplino's days run."""

    locales: Tags = ("en",)
    """Languages that names are asked for in; the first one when nobody says another."""

    site: ShortName = "site"
    """Names the lanes, together with `lanes`: two queue servers of one company must not share
    both."""

    lanes: ShortName = "kiosk"
    """This queue server's part of its lanes' names."""

    most_lanes: Annotated[int, Field(ge=1, le=1000)] = 64
    """Bookings under way at once."""

    minutes: Annotated[int, Field(ge=5, le=480)] = 30
    """How long an appointment is taken to last: Skiplino does not say."""

    days_ahead: Annotated[int, Field(ge=0, le=366)] = 30
    """How far a free time is looked for, a call a day."""

    key_kind: Literal["auto", "public", "secret"] = "auto"
    """What the key is good for; `auto`: secret if it begins with sk_."""

    former_key_file: File | None = None
    """File with the key before, while it still is good."""


class MerchantBackend(Table):
    """The merchant bookings API as the backend; docs/merchant.md says more."""

    merchant: Plain = ""
    """The merchant's name in its addresses, like "spa-retreat"."""

    location: ForeignId = ""
    """Which of its locations; empty: the one it tells of."""

    auth: Literal["bearer", "cookie"] = "cookie"
    """`cookie`: signs in with `email`, and `backend.key` is the password. `bearer`: `backend.key`
    is a token."""

    email: Plain = ""
    """The account that signs in, for auth `cookie`."""

    via: Literal["merchant", "customer"] = "merchant"
    """Who books: the merchant's staff for a visitor, or a customer's account for itself."""

    customer_email: Plain = ""
    """That customer's account; empty: the one above."""

    customer_password_file: File | None = None
    """File with its password, that only this user may read."""

    prefix: Annotated[str, AfterValidator(_path)] = "/api/v1"
    """What stands before every path."""

    locale: Tag = "en"
    """Language of its texts."""

    wants_name: bool = False
    """Appointments are for nobody without a phone number and a name."""

    poll_seconds: Annotated[int, Field(ge=15, le=3600)] = 30
    """How often today's bookings are read; nothing is told by itself there."""


class OptimoService(Table):
    """A service of the site: it tells none, so it is written down here."""

    id: Annotated[ForeignId, Field(min_length=1)]
    """Its `serviceId`."""

    name: Plain = ""
    """Its name; empty: its id."""

    minutes: Annotated[int, Field(ge=5, le=480)] = 30
    """How long it takes."""

    days_ahead: Annotated[int, Field(ge=0, le=366)] = 60
    """How far ahead it is booked."""

    staff: Annotated[tuple[ForeignId, ...], Strict(strict=False)] = ()
    """Ids of the people who give it and may be asked for; empty: nobody is named."""


def _each_once(services: tuple[OptimoService, ...]) -> tuple[OptimoService, ...]:
    """No id twice: nobody could say which of the two was booked."""
    seen: set[str] = set()
    for one in services:
        if one.id in seen:
            refuse(f"has {one.id} twice", allowed="each id once", hide=True)
        seen.add(one.id)
    return services


class OptimoBackend(Table):
    """An OptimoCMS site as the backend; docs/optimo.md says more."""

    site: ForeignId = ""
    """Its `siteId`."""

    branch: ForeignId = "site"
    """Its `branchId`, or any word where it has one branch only."""

    tells_branch: bool = False
    """Whether calls name that branch."""

    name: Plain = ""
    """The branch's name; empty: its id."""

    zone: Zone = "UTC"
    """The time zone its times are told in."""

    locale: Tag = "en"
    """The language of the names here."""

    prefix: Annotated[str, AfterValidator(_path)] = "/v1"
    """What stands before every path."""

    cancel: ShortName = "cancelled"
    """The status that cancels a booking there."""

    check_in: Annotated[str, AfterValidator(_word)] = ""
    """The status for who has come; empty: they have none."""

    words: Mapping[str, Status] = Field(default_factory=dict)
    """Their words for a status = ours, where they are no plain English."""

    plan: Literal["starter", "professional", "agency"] = "starter"
    """Whose calls a minute and a month there are: 10 and 1,000, 20 and 5,000, 60 and 50,000."""

    list_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    """How often a day's bookings are read; 0: as the plan's calls allow."""

    guest: Plain = "Guest"
    """The name of who tells none: there a booking is somebody's."""

    service: Annotated[
        tuple[OptimoService, ...], Strict(strict=False), AfterValidator(_each_once)
    ] = ()
    """What is booked there, a table each."""
