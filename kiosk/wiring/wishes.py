"""What somebody asked for who opened a screen."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for; None: what the settings say."""

    config: Path | None = None
    data: Path | None = None
    server: str | None = None
    branch: str | None = None
    theme: str | None = None
    locale: str | None = None
    counter: str | None = None
