"""What the server refuses on OptimoCMS's paths before the dialect sees it, in its envelope."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.optimo.refusals import envelope
from kiosk.domain.ports import Clock
from kiosk.errors import Reason

SITES: Final = "/v1/sites"
"""Everything here and below is this dialect's; the rest of /v1 is another's alias."""


class Voice:
    """Whose paths these are, and how an error is said there."""

    def __init__(self, clock: Clock) -> None:
        """`clock` gives the answers' instants."""
        self._clock = clock

    def speaks(self, path: str) -> bool:
        """Whether a path is this dialect's, known or not."""
        return path == SITES or path.startswith(f"{SITES}/")

    def refusal(self, request: Request, status: int, reason: Reason) -> Response:
        """Any status in the envelope: more is the log's to know."""
        return envelope(request, self._clock.now(), status)
