"""Every path of a dialect that is not offered, answered in the dialect's own envelope."""

from collections.abc import Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

Say = Callable[[Request, int, Mapping[str, str]], Response]
"""(request, 404 or 405, headers) → the answer."""


def elsewhere(
    offered: Sequence[BaseRoute], places: Sequence[str], say: Say
) -> list[Route]:
    """Routes for every other path in `places`, whatever the method."""
    nothing = _Nothing(offered, say)
    return [
        Route(path, nothing, include_in_schema=False)
        for place in places
        for path in (place, f"{place}/{{rest:path}}")
    ]


class _Nothing:
    """What is not offered."""

    def __init__(self, offered: Sequence[BaseRoute], say: Say) -> None:
        self._offered, self._say = offered, say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that it is the wrong method, or nothing at all."""
        methods = {
            method
            for route in self._offered
            if isinstance(route, Route) and route.matches(scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        headers = {}
        if methods:
            if "GET" in methods:
                methods.add("HEAD")
            headers["allow"] = ", ".join(sorted(methods))
        response = self._say(Request(scope), 405 if methods else 404, headers)
        await response(scope, receive, send)
