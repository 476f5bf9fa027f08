"""The section of the OptimoCMS dialect: the site, and which reading holds where its pages leave two."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, StringConstraints

from kiosk.config.refusal import refuse
from kiosk.config.table import Table

_SITE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")

PLANS: Final = {"none": 0, "starter": 10, "professional": 20, "agency": 60}
"""Calls a minute and key, as the published plans have them; 0: no limit of the dialect's own."""


def _site(value: str) -> str:
    if not _SITE.fullmatch(value):
        refuse("is not an id", allowed="up to 64 of A-Z a-z 0-9 _ . : -")
    return value


class Optimo(Table):
    """The OptimoCMS dialect of the queue server; docs/optimo.md says more."""

    site_id: Annotated[str, AfterValidator(_site)] = "site_main"
    """The id of the one site: all branches of this server."""

    site_name: Annotated[str, StringConstraints(max_length=80)] = "kiosk"
    """What the list of sites calls it."""

    plan: Literal["none", "starter", "professional", "agency"] = "none"
    """Calls a minute and key as that plan has them: 10, 20 or 60."""

    slot_conflict_status: Literal[409, 400] = 409
    """The answer when a time is taken."""

    words: Literal["strict", "extended"] = "strict"
    """Statuses and members: the expected ones only, or also who is here and what was booked."""

    public_names: bool = False
    """Whether answers to public keys have whom bookings are for."""
