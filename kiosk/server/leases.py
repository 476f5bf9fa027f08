"""Who still uses a server that was started for its clients."""

from collections.abc import Callable
from typing import Final

LEASE_SECONDS: Final = 60.0
"""A client that was not heard of for so long has vanished."""

GOODBYE_SECONDS: Final = 2.0
"""How long a server waits for the next client after the last one said goodbye."""


class Leases:
    """Clients by name, each with the moment it was last heard of. Seconds, monotonic."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Nobody is here yet: the one who started the server has a lease's time to come."""
        self._monotonic = monotonic
        self._heard: dict[str, float] = {}
        self._end = monotonic() + LEASE_SECONDS

    def renew(self, client: str) -> None:
        """`client` is here, and stays for `LEASE_SECONDS` unless it is heard of again."""
        self._heard[client] = self._monotonic()

    def goodbye(self, client: str) -> None:
        """`client` leaves. An unknown one leaves nothing behind."""
        if self._heard.pop(client, None) is not None and not self._heard:
            self._end = self._monotonic() + GOODBYE_SECONDS

    def over(self) -> bool:
        """Whether nobody is left and nobody came back in time."""
        now = self._monotonic()
        for client, heard in list(self._heard.items()):
            if now - heard >= LEASE_SECONDS:
                del self._heard[client]
                self._end = now
        return not self._heard and now >= self._end
