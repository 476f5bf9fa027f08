"""What is asked of us, as the published samples of the OptimoCMS booking API write it.

Unknown members are left out, those of `customer` are kept. Nothing is converted.
"""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints
from pydantic.alias_generators import to_camel

_CAMEL: Final = ConfigDict(frozen=True, alias_generator=to_camel, validate_by_name=True)

Given = Annotated[str, StringConstraints(min_length=1, max_length=128)]

HH_MM: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class BookingRequest(BaseModel):
    """A time to be booked: one that *slots* told, sent back as it was told.

    `customer` has a `name` at least. `staffId` and `branchId` are in no sample.
    """

    model_config = _CAMEL

    service_id: Given
    date: Annotated[str, Field(json_schema_extra={"format": "date"})]
    start_time: Annotated[str, StringConstraints(pattern=HH_MM)]
    customer: Annotated[dict[str, JsonValue], Field(max_length=50)]
    staff_id: Given | None = None
    branch_id: Given | None = None


class StatusRequest(BaseModel):
    """What a booking is to be from now on, as a word."""

    model_config = _CAMEL

    status: Annotated[str, StringConstraints(min_length=1, max_length=40)]
