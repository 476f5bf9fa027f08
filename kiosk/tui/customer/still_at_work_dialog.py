"""Is the technician still there? Without an answer maintenance closes."""

from typing import ClassVar

from kiosk.tui.customer.still_there_dialog import StillThereDialog


class StillAtWorkDialog(StillThereDialog):
    """Counts down from less, and says what ends."""

    SECONDS: ClassVar[int] = 15
    SAYS: ClassVar[tuple[str, str, str, str]] = (
        "upkeep-still-there",
        "upkeep-closing",
        "upkeep-stay",
        "upkeep-close",
    )
