"""The section of the Skiplino dialect: which reading holds where its pages leave two."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, Strict

from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.config.zone import zone

_COMPANY: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def _company(value: str) -> str:
    if not _COMPANY.fullmatch(value):
        refuse("is not an id", allowed="up to 64 of A-Z a-z 0-9 _ . : -")
    return value


def _each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value))


class Skiplino(Table):
    """The Skiplino dialect of the queue server; docs/skiplino.md says more."""

    company_id: Annotated[str, AfterValidator(_company)] = "cmp_kiosk"
    """What customers' `companyId` says: all branches of this server are one company's."""

    time_zone: Annotated[str, AfterValidator(zone)] = ""
    """The zone in which a day of times runs; empty: each branch's own."""

    reschedule_statuses: Annotated[
        tuple[Literal["upcoming", "waiting"], ...],
        Strict(strict=False),
        Field(min_length=1),
        AfterValidator(_each_once),
    ] = ("upcoming", "waiting")
    """Where an appointment must stand to be moved. The pages say ["waiting"]."""

    full_slots: Literal["omit", "list"] = "omit"
    """Times that are taken: `omit` them, or `list` them with `remaining` 0."""

    unknown_ticket: Literal[422, 404] = 422
    """The answer when a ticket that doesn't exist is fetched."""

    unknown_customer: Literal[422, 404] = 422
    """The answer when tickets are asked for of a customer who doesn't exist."""

    words: Literal["published", "all"] = "published"
    """Statuses: only `published` words, or `all`: then a no-show is `no_show`, not `cancelled`."""

    public_names: bool = False
    """Whether answers to public keys have the names of customers."""
