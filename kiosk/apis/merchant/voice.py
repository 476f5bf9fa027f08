"""What the server refuses on the merchant API's paths before the dialect sees it, in its envelope."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.refusals import Say, envelope
from kiosk.errors import Reason

PREFIX: Final = "/api/v1"

ALIAS: Final = "/bookings"
"""The pages about bookings leave the prefix out."""

PLACES: Final = (PREFIX, ALIAS)
"""Everything here and below is this dialect's."""


class Voice:
    """Whose paths these are, and how an error is said there."""

    def __init__(self, say: Say) -> None:
        """`say` gives the customer's sentence for a reason in a language."""
        self._say = say

    def speaks(self, path: str) -> bool:
        """Whether a path is this dialect's, known or not."""
        return any(path == place or path.startswith(f"{place}/") for place in PLACES)

    def refusal(self, request: Request, status: int, reason: Reason) -> Response:
        """Any status with the customer's sentence: more is the log's to know."""
        return envelope(status, self._say(asked_language(request) or "en", reason))
