"""What every table of a file has in common."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """No unknown key, no guessing of types, no change afterwards; a word on every key."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )
