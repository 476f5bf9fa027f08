"""What is wrong with what somebody entered, by field."""

from collections.abc import Mapping


class Wrong(Exception):
    """Raised by validators. `fields` maps a field's name to the key of its sentence."""

    def __init__(self, **fields: str) -> None:
        """At least one field."""
        self.fields: Mapping[str, str] = fields
        super().__init__(", ".join(fields))
