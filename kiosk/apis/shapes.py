"""What the models of what strangers ask and are told share: instants, ids, and how strict."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from kiosk.apis.ids import ID, LOCALE


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


class Asked(BaseModel):
    """A request. Nothing is converted or guessed, and unknown members are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
