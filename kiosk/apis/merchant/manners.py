"""Which reading holds where the reference and the program it describes contradict one another."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Manners:
    """How this server speaks the dialect.

    `merchant` is the name in addresses, `title` what people read ("": the branch's name). `zone`
    None: times of day are the branch's own. `bearer` and `cookie`: how somebody may say who they
    are. `legacy_400`: what is not found, taken or too late is a 400 like a malformed request.
    `wraps`: answers are `{"data": …}`. `extended`: members that only newer clients know.
    """

    merchant: str = "kiosk"
    title: str = ""
    contact_email: str = ""
    zone: ZoneInfo | None = None
    bearer: bool = True
    cookie: bool = True
    legacy_400: bool = False
    wraps: bool = True
    extended: bool = False


DOCUMENTED: Final = Manners()
