"""The table of a branch file that says for how many a service is given at once."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from kiosk.config.refusal import refuse
from kiosk.config.table import Table


class PlacesTable(Table):
    """That a service is given to several at once, in sessions."""

    most: Annotated[int, Field(ge=1, le=1000)]
    """Places in a session."""

    least: Annotated[int, Field(ge=0, le=1000)] = 1
    """Participants it takes; with fewer, staff say whether it takes place."""

    decide: Annotated[int, Field(ge=0, le=43_200)] = 120
    """Minutes before it begins, from which staff are told of too few."""

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.least > self.most:
            refuse("is more than most", key="least")
        return self
