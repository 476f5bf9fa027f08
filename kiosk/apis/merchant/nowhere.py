"""Every path of the dialect that is not offered: 404 or 405 in its envelope."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from kiosk.apis.merchant.refusals import envelope
from kiosk.apis.merchant.sentences import NOWHERE


def elsewhere(offered: Sequence[BaseRoute], places: Sequence[str]) -> list[Route]:
    """Routes for every other path in `places`, whatever the method."""
    nothing = _Nothing(offered)
    return [
        Route(path, nothing, include_in_schema=False)
        for place in places
        for path in (place, f"{place}/{{rest:path}}")
    ]


class _Nothing:
    """What is not offered."""

    def __init__(self, offered: Sequence[BaseRoute]) -> None:
        self._offered = offered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that it is the wrong method, or nothing at all."""
        methods = {
            method
            for route in self._offered
            if isinstance(route, Route) and route.matches(scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        if methods:
            if "GET" in methods:
                methods.add("HEAD")
            response = envelope(405, "", {"allow": ", ".join(sorted(methods))})
        else:
            response = envelope(404, NOWHERE)
        await response(scope, receive, send)
