"""A list of theirs page by page, which may say that it goes on for ever."""

import logging
from collections.abc import AsyncGenerator, Callable
from typing import Any, Final

_log = logging.getLogger(__name__)

MOST_PAGES: Final = 200
"""Where a list is left that says it goes on for ever."""

_TAKEN_TWICE: Final = 2
"""So many pages in a row with nothing new end a list."""


async def walked(
    ask: Callable[[int], Any], most: int = MOST_PAGES
) -> AsyncGenerator[Any]:
    """The items of all pages, each id once: rows move on to the next page while one reads.

    Ends at an empty page, after two pages with nothing new, where the list says it ends, or
    after `most` pages.
    """
    seen: set[str] = set()
    stale = 0
    for number in range(1, most + 1):
        page = await ask(number)
        new = [one for one in page.items if one.id not in seen]
        seen.update(one.id for one in new)
        for one in new:
            yield one
        stale = 0 if new else stale + 1
        if not page.items or stale >= _TAKEN_TWICE:
            return
        if number * page.limit >= page.total:
            return
    if most == MOST_PAGES:
        _log.warning("a list without an end is left", extra={"pages": MOST_PAGES})
