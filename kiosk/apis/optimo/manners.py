"""Which reading holds where the published pages leave two or say nothing."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Manners:
    """How this server speaks the dialect.

    `site` and `name` are the one site there is. `conflict`: the status of a time that is taken.
    `extended`: statuses also in words for who is here and who is served, and bookings with the
    service, the end, the person and the branch, which the pages do not echo. `public_names`: who
    asks with a public key reads whom bookings are for.
    """

    site: str = "site_main"
    name: str = "kiosk"
    conflict: Literal[409, 400] = 409
    extended: bool = False
    public_names: bool = False


PUBLISHED: Final = Manners()
