"""Wrong passwords by account: each costs more time than the last, and nobody is locked out."""

from collections import OrderedDict
from typing import Final

from kiosk.server.pins import Tries

_MOST: Final = 1_000
"""Names whose wrong passwords are counted; the one unused longest is forgotten first."""


class Slowed(Tries):
    """Tries at an account: nobody is there to unlock it, so the longest wait is a minute."""

    @property
    def locked(self) -> bool:
        """Never."""
        return False


class Attempts:
    """The tries at each name, whether or not anybody has it."""

    def __init__(self) -> None:
        """None so far."""
        self._tries: OrderedDict[str, Slowed] = OrderedDict()

    def at(self, name: str) -> Slowed:
        """Those at a name."""
        tries = self._tries.setdefault(name, Slowed())
        self._tries.move_to_end(name)
        if len(self._tries) > _MOST:
            self._tries.popitem(last=False)
        return tries
