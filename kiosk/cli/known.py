"""Ids that people type: one that nobody has is refused with the one they meant."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.errors import BadInput, NotFound
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.branch import Branch


def check(what: str, word: str, known: Iterable[str]) -> None:
    """NotFound unless `word` is one of `known`; it names the nearest, or all if they are few.

    BadInput for a word that could not be an id at all.
    """
    from kiosk.config.refusal import choices, nearest

    if not word or clean(word, 128) != word:
        raise BadInput(detail=f"malformed {what} id")
    names = list(known)
    if word in names:
        return
    closest, all_of_them = nearest(word, names), choices(names)
    parts = [f"no {what} {word!r}"]
    parts += [f"did you mean: {closest}?"] if closest else []
    parts += [f"there are: {all_of_them}"] if all_of_them and not closest else []
    raise NotFound(detail="; ".join(parts))


async def branch_called(client: "NativeAdmin", wanted: str) -> "Branch":
    """The branch with that id. NotFound."""
    branches = [state.branch for state in await client.branches()]
    check("branch", wanted, [branch.id for branch in branches])
    return next(branch for branch in branches if branch.id == wanted)
