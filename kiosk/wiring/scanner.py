"""The scanner at the customer's screen, as the settings have it."""

import os
import stat
from typing import TYPE_CHECKING

from kiosk.wiring.check import Check

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.config.settings import Settings
    from kiosk.scanner.port import ScannerPort
    from kiosk.tui.customer.scanning import Scans


def scans(settings: "Settings") -> "Scans":
    """How this kiosk is scanned at."""
    from kiosk.domain.scanned import Spelling
    from kiosk.tui.customer.scanning import Scans

    wanted = settings.scanner
    return Scans(
        keys=wanted.kind == "wedge",
        beep=wanted.beep,
        spelling=Spelling(
            wanted.prefix,
            wanted.suffix,
            wanted.layout,
            wanted.card,
        ),
    )


def port(settings: "Settings") -> "ScannerPort | None":
    """The scanner with a port of its own, if that is what there is."""
    from kiosk.scanner.port import ScannerPort

    wanted = settings.scanner
    if wanted.kind != "serial" or wanted.port is None:
        return None
    return ScannerPort(wanted.port, wanted.baud)


def examined(settings: "Settings") -> Check:
    """Whether it is there, without opening it: the kiosk may be listening."""
    wanted = settings.scanner
    if wanted.kind == "serial" and wanted.port is not None:
        wrong = _wrong(wanted.port)
        return Check("scanner", not wrong, wrong or f"{wanted.port}, there")
    typing = f"types like a keyboard, layout {wanted.layout}"
    return Check(
        "scanner", good=True, detail=typing if wanted.kind == "wedge" else "off"
    )


def _wrong(port: "Path") -> str:
    """What keeps the kiosk from listening there; empty: nothing."""
    try:
        mode = port.stat().st_mode
    except OSError as error:
        return f"{port}: {error.strerror or 'not there'}"
    if not stat.S_ISCHR(mode):
        return f"{port}: no device"
    if not os.access(port, os.R_OK | os.W_OK):
        return f"{port}: this user may not open it; see the group of the device"
    return ""
