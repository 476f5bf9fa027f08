"""A kiosk that asks a company's Skiplino by itself, without a queue server of ours."""

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import BadConfig

if TYPE_CHECKING:
    from kiosk.apis.skiplino.client import SkiplinoClient
    from kiosk.config.settings import Settings

_SETTING = "backend.skiplino.direct"


def is_direct(settings: "Settings", server: str | None) -> bool:
    """Whether the customer's kiosk asks by itself; `--server` holds over the settings."""
    return settings.backend.skiplino.direct and not server


def open_direct(settings: "Settings", data: Path) -> "SkiplinoClient":
    """The client such a kiosk works with, not yet asked anything.

    BadConfig when its key is a secret one by now: settings that were checked before remember no
    key. It keeps no journal: what a public key booked can't be looked up.
    """
    from kiosk.config.secret import check_public
    from kiosk.wiring.remote import open_foreign

    check_public(settings.backend)
    client: SkiplinoClient = open_foreign(settings.backend, data, None)
    return client


def check_served(settings: "Settings") -> None:
    """BadConfig where the settings leave the queue server out, for what can't do without one."""
    if settings.backend.skiplino.direct:
        raise BadConfig(
            file="settings",
            key=_SETTING,
            problem="leaves the queue server out, and only the customer's kiosk works so",
            allowed="false, or --server with the address of one",
        )


__all__ = ["check_served", "is_direct", "open_direct"]
