"""What the server refuses on Skiplino's paths before the dialect sees it, in its envelope."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.direct import asked_locale
from kiosk.apis.skiplino.refusals import Say, envelope
from kiosk.errors import Reason

PREFIX: Final = "/external/v1"
ALIAS: Final = "/v1"
"""The published pages of *book* and *list branches* show it without the rest."""

_NOUNS: Final = ("tickets", "branches", "services", "customers")

PLACES: Final = (PREFIX, *(f"{ALIAS}/{noun}" for noun in _NOUNS))
"""Everything here and below is this dialect's; beside the nouns, the alias has other dialects."""


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
        locale = asked_locale(request) or "en"
        return envelope(status, self._say(locale, reason))
