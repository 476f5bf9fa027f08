"""What is reckoned from the book and the scene for one look at the screen."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.serving import Which
from kiosk.domain.ticket import Status
from kiosk.tui.staff.book import Book
from kiosk.tui.staff.key_line import Shown
from kiosk.tui.staff.key_names import shown
from kiosk.tui.staff.keys import Action, Key
from kiosk.tui.staff.scene import Scene, can_start
from kiosk.tui.staff.voice import Voice

RECENT: Final = 100
"""Of so many of the newest visits the share on time is taken."""

CALLED_OFTEN: Final = 3
"""From so many calls on, being absent is what is likeliest."""

_NOBODY: Final = (Action.CALL, Action.COUNTER, Action.WALK_IN)
_CALLED: Final = (
    Action.ENTER,
    Action.RECALL,
    Action.NO_SHOW,
    Action.FINISH,
    Action.RETURN,
    Action.PARK,
    Action.TRANSFER,
    Action.NOTE,
)
_SERVED: Final = (
    Action.FINISH,
    Action.FINISH_NEXT,
    Action.PARK,
    Action.TRANSFER,
    Action.NOTE,
)


def keys_here(
    table: Mapping[Action, Key], scene: Scene, voice: Voice
) -> list[tuple[str, str]]:
    """The keys that do something for who is here, the likeliest first: how called, what for."""
    found: dict[str, str] = {}
    for action in _likely(scene):
        key = table[action]
        starts = action is Action.ENTER
        when, changes = (can_start, True) if starts else (key.when, key.changes)
        if key.keys and (not changes or scene.linked) and not when(scene):
            name = "staff-key-start" if action is Action.ENTER else key.name
            found[shown(_handy(key))] = voice.say(name)
    return list(found.items())


def on_key_line(table: Sequence[Key], scene: Scene, voice: Voice) -> list[Shown]:
    """What stands on the key line, in its order."""
    on_line = sorted((k for k in table if k.shown and k.keys), key=lambda k: k.shown)
    return [
        Shown(
            shown(key.keys[0]),
            voice.marked(key.name, only_here=key.only_here),
            key.obstacle(scene) is None,
        )
        for key in on_line
    ]


def longest(book: Book) -> datetime | None:
    """Since when the one waits who waits longest."""
    rows = book.listed(Which.WAITING)
    return min((row.ticket.joined_at for row in rows), default=None)


def on_time(book: Book, voice: Voice) -> int | None:
    """How many of the newest visits were called within their target, in percent."""
    rows = book.listed(Which.DONE)[:RECENT]
    waits = [
        (row.ticket.called_at - row.ticket.joined_at, row.ticket.service)
        for row in rows
        if row.ticket.called_at
    ]
    if not waits:
        return None
    good = sum(
        wait <= timedelta(minutes=voice.target(service)) for wait, service in waits
    )
    return round(100 * good / len(waits))


def _likely(scene: Scene) -> Sequence[Action]:
    if scene.here is None:
        return _NOBODY
    ticket = scene.here.ticket
    if ticket.status is not Status.CALLED:
        return _SERVED
    often = ticket.call_count >= CALLED_OFTEN
    return (Action.NO_SHOW, *_CALLED) if often else _CALLED


def _handy(key: Key) -> str:
    """The key to speak of: one that every terminal has."""
    if key.action is Action.FINISH_NEXT:
        return next((k for k in key.keys if len(k) == 1), key.keys[0])
    return key.keys[0]
