"""What the wire models of all dialects share: instants, ids, language tags, and how strict."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Final

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

ID: Final = r"^[A-Za-z0-9_.:-]{1,128}$"
"""Every id on the wire, ours and foreign ones: nothing that means something in a path."""

ID_ALONE: Final = re.compile(ID)

LOCALE: Final = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$"
"""A language tag (RFC 5646), as far as anybody uses them."""

LOCALE_ALONE: Final = re.compile(LOCALE)


@lru_cache(1024)
def rfc3339(instant: datetime) -> str:
    """An instant as UTC with milliseconds and Z.

    Remembered: a new ticket says the same instant four times.
    """
    return f"{instant.astimezone(UTC).isoformat(timespec='milliseconds')[:-6]}Z"


Instant = Annotated[
    AwareDatetime,
    PlainSerializer(rfc3339, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""Said in UTC with milliseconds and Z (RFC 3339); any offset is understood."""

Id = Annotated[str, StringConstraints(pattern=ID)]
Locale = Annotated[str, StringConstraints(pattern=LOCALE)]


class Told(BaseModel):
    """An answer. Whoever reads it leaves out members it does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Asked(BaseModel):
    """A request. Nothing is converted or guessed, and unknown members are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
