"""What is wrong with what somebody entered, by field."""

from kiosk.errors import BadInput


class Wrong(BadInput):
    """Raised by validators. `fields` maps a field's name to the key of its sentence."""

    def __init__(self, **fields: str) -> None:
        """At least one field."""
        super().__init__(fields=fields)
