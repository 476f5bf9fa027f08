"""The section of the merchant dialect: the merchant, and which reading holds where two are possible."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, StringConstraints

from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.config.zone import zone
from kiosk.text import clean

_NAME: Final = re.compile(r"[a-z0-9-]{1,64}")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        refuse("is not a name", allowed="up to 64 of a-z 0-9 -")
    return value


def _plain(value: str) -> str:
    return clean(value, 120)


Plain = Annotated[str, StringConstraints(max_length=120), AfterValidator(_plain)]


class Merchant(Table):
    """The merchant bookings dialect of the queue server; docs/merchant.md says more."""

    name: Annotated[str, AfterValidator(_name)] = "kiosk"
    """`merchant_name`: the merchant in addresses, one for all branches of this server."""

    title: Plain = ""
    """What people call the merchant; empty: the branch's name."""

    contact_email: Plain = ""
    """Where customers write to."""

    time_zone: Annotated[str, AfterValidator(zone)] = ""
    """The zone free times are told in; empty: each branch's own."""

    auth: Literal["both", "bearer", "cookie"] = "both"
    """How somebody says who they are: by `Authorization: Bearer`, by signing in, or either."""

    legacy_400: bool = False
    """Whether what is not found, taken or too late is a 400, as in the program itself."""

    wrap_data: bool = True
    """Whether answers are `{"data": …}`, as in the program, or bare, as on its pages."""

    words: Literal["strict", "extended"] = "strict"
    """Members: those of the pages only, or also what newer versions tell: statuses, types."""
