"""What happens to a process's files when it ends, without ending it."""

import os

from kiosk.store.intents import FileIntents


def die(kiosk: FileIntents) -> None:
    """The kernel closes everything it held."""
    for descriptor in kiosk._held.values():
        os.close(descriptor)
    kiosk._held.clear()
