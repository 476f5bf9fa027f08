"""The queue server, put together and run."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.config.settings import Settings


@dataclass(frozen=True, slots=True)
class Serving:
    """How a server is to run. `host` None: on its Unix socket only.

    `until_idle`: started by a client, ends when the last one has gone.
    """

    data: Path
    database: str | None
    host: str | None
    port: int
    socket: Path | None
    demo: bool
    until_idle: bool
