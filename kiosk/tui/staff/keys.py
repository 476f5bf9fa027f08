"""Every action of the console in one table: its keys, where it belongs, and when it does something.

The key line, the help, the palette, the settings and `kiosk bindings` all read this table. What an
action is called is `staff-key-…` in the language files, what it does `staff-help-…`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kiosk.domain.ports import Capabilities
from kiosk.tui.staff import scene
from kiosk.tui.staff.may import Obstacle
from kiosk.tui.staff.scene import Scene


class Action(StrEnum):
    """What a key can do. The values are what the settings call it."""

    CALL = "call"
    RECALL = "recall"
    ENTER = "enter"
    FINISH = "finish"
    FINISH_NEXT = "finish-next"
    NO_SHOW = "no-show"
    RETURN = "return"
    PARK = "park"
    TRANSFER = "transfer"
    NOTE = "note"
    WALK_IN = "walk-in"
    CHECK_IN = "check-in"
    UNDO_CHECK_IN = "undo-check-in"
    CALL_THIS = "call-this"
    DETAILS = "details"
    PRIORITY = "priority"
    CANCEL = "cancel"
    PRINT = "print"
    UNDO = "undo"
    COUNTER = "counter"
    ATTEND = "attend"
    FIND = "find"
    WAITING = "waiting"
    APPOINTMENTS = "appointments"
    PARKED = "parked"
    MISSED = "missed"
    DONE = "done"
    SESSIONS = "sessions"
    FILTER = "filter"
    SORT = "sort"
    HIDE = "hide"
    NEXT_PANEL = "next-panel"
    LAST_PANEL = "last-panel"
    LOCK = "lock"
    SUPERVISOR = "supervisor"
    PALETTE = "palette"
    HELP = "help"
    LEAVE = "leave"


class Where(StrEnum):
    """The part of the screen whose help names an action."""

    SERVING = "serving"
    QUEUE = "queue"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Key:
    """An action with its keys, the first one is shown. `when` says what stands in its way.

    `changes`: the server is asked to change something. `shown`: its place on the key line, where
    there is room for it; 0 is none. `needs` is what the queue must be able to do for it, and with
    `only_here` another system that keeps the tickets knows nothing of it.
    """

    action: Action
    keys: tuple[str, ...]
    where: Where
    when: Callable[[Scene], Obstacle | None] = scene.always
    changes: bool = False
    shown: int = 0
    needs: str = ""
    only_here: bool = False

    @property
    def name(self) -> str:
        """The key of its short name."""
        return f"staff-key-{self.action}"

    @property
    def help(self) -> str:
        """The key of the sentence that says what it does."""
        return f"staff-help-{self.action}"

    def obstacle(self, now: Scene) -> Obstacle | None:
        """What stands in its way now. Nothing is changed while nobody would hear of it."""
        if self.changes and not now.linked:
            return Obstacle("staff-why-offline")
        return self.when(now)


_SERVING, _QUEUE, _CONSOLE = Where.SERVING, Where.QUEUE, Where.CONSOLE

# fmt: off
TABLE: Final = (
    Key(Action.CALL, ("f2", "n"), _SERVING, scene.can_call, True, 2, "call"),
    Key(Action.RECALL, ("f3", "r"), _SERVING, scene.can_recall, True, 3),
    Key(Action.ENTER, ("enter",), _SERVING, scene.can_enter),
    Key(Action.FINISH, ("f5", "d"), _SERVING, scene.can_finish, True, 5),
    # not every terminal tells Ctrl+Enter from Enter, and some call Shift+F5 F17
    Key(Action.FINISH_NEXT, ("ctrl+enter", "shift+f5", "f17", "D"), _SERVING, scene.can_finish_and_call, True),
    Key(Action.NO_SHOW, ("f6", "x"), _SERVING, scene.can_miss, True, 6),
    Key(Action.RETURN, ("backspace", "w"), _SERVING, scene.can_return, True),
    Key(Action.PARK, ("f7", "k"), _SERVING, scene.can_park, True, 7),
    Key(Action.TRANSFER, ("f8", "t"), _SERVING, scene.can_transfer, True, 8),
    Key(Action.NOTE, ("f4", "m"), _SERVING, scene.can_note, True, 4),
    Key(Action.UNDO, ("u", "ctrl+z"), _SERVING, scene.can_undo, True, 10),
    Key(Action.WALK_IN, ("f9", "b"), _QUEUE, scene.always, True, 9, "walkin"),
    Key(Action.CALL_THIS, ("N",), _QUEUE, scene.can_call_picked, True, needs="call"),
    Key(Action.DETAILS, ("space", "i"), _QUEUE, scene.can_look),
    Key(Action.CHECK_IN, ("a",), _QUEUE, scene.can_check_in, True, needs="check_in"),
    Key(Action.UNDO_CHECK_IN, ("A",), _QUEUE, scene.can_undo_check_in, True, needs="check_in"),
    Key(Action.PRIORITY, ("+",), _QUEUE, scene.can_raise, True),
    Key(Action.CANCEL, ("delete",), _QUEUE, scene.can_cancel, True),
    Key(Action.PRINT, ("p",), _QUEUE, scene.can_print),
    Key(Action.FIND, ("/",), _QUEUE, shown=12),
    Key(Action.WAITING, ("1",), _QUEUE),
    Key(Action.APPOINTMENTS, ("2",), _QUEUE),
    Key(Action.PARKED, ("3",), _QUEUE),
    Key(Action.MISSED, ("4",), _QUEUE),
    Key(Action.DONE, ("5",), _QUEUE),
    Key(Action.SESSIONS, ("6",), _QUEUE, needs="sessions"),
    Key(Action.FILTER, ("f",), _QUEUE),
    Key(Action.SORT, ("s",), _QUEUE),
    Key(Action.HIDE, ("h",), _QUEUE),
    Key(Action.COUNTER, ("o",), _CONSOLE, scene.always, True, 11),
    Key(Action.ATTEND, ("y",), _CONSOLE, scene.can_attend, True),
    Key(Action.NEXT_PANEL, ("tab",), _CONSOLE),
    Key(Action.LAST_PANEL, ("shift+tab",), _CONSOLE),
    Key(Action.LOCK, ("ctrl+l",), _CONSOLE, scene.can_lock),
    Key(Action.SUPERVISOR, ("ctrl+g",), _CONSOLE, scene.can_lead),
    Key(Action.PALETTE, ("ctrl+p",), _CONSOLE, shown=13),
    Key(Action.HELP, ("f1", "?"), _CONSOLE, shown=1),
    Key(Action.LEAVE, ("ctrl+q",), _CONSOLE, shown=14),
)
# fmt: on


def offered(table: Sequence[Key], can: Capabilities) -> tuple[Key, ...]:
    """The actions there are where a queue can do so much."""
    return tuple(
        replace(key, only_here=key.needs in can.emulated)
        for key in table
        if not key.needs or getattr(can, key.needs)
    )


MOVING: Final = ("up", "down", "pageup", "pagedown", "home", "end", "escape")
"""Keys of lists and dialogs, which no action can have."""
