"""`kiosk` and `kiosk customer`: the customer's screen."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.exits import FAILED, WRONG, code_for, say, sentence

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.wiring.customer import Wishes


def run(wishes: "Wishes | None" = None) -> int:
    """Open the screen and stay until it ends; the exit code.

    Without a terminal on both ends it says so and does nothing else: a screen drawn into a
    file would never be seen, and never end.
    """
    if wishes and (wishes.theme or wishes.locale) and (code := _refused(wishes)):
        return code
    if not all(end and end.isatty() for end in (sys.stdin, sys.stderr)):
        say("kiosk: the customer kiosk needs a terminal; this is not one")
        return WRONG
    settle_environment()
    # nothing that is loaded until the first page stands is garbage: nobody need look for any
    gc.disable()
    from kiosk.errors import KioskError
    from kiosk.wiring.customer import run_customer
    from kiosk.wiring.ground import SystemClock

    opened = SystemClock().now()
    try:
        app = run_customer(wishes)
    except KioskError as error:
        say(f"kiosk: {sentence(error)}")
        return code_for(error)
    if app.failure:
        say(f"kiosk: {sentence(app.failure)}")
        return code_for(app.failure)
    _show_paper(wishes, opened)
    return app.return_code if app.return_code is not None else FAILED


def _refused(wishes: "Wishes") -> int:
    """The code to end with where a theme or a language was asked for that nobody has; or 0."""
    from kiosk.errors import KioskError
    from kiosk.wiring.names import check_flags

    try:
        check_flags(wishes.theme, wishes.locale)
    except KioskError as error:
        say(f"kiosk: {sentence(error)}")
        return code_for(error)
    return 0


def settle_environment() -> None:
    """What libraries read when they are loaded, and would otherwise find out at length."""
    # every time here carries its zone; looking for the machine's own opens 600 files (pytz)
    os.environ["TZ"] = "UTC"
    # where zones are, without loading how Python was built; tzdata has what is not there
    os.environ.setdefault("PYTHONTZPATH", "/usr/share/zoneinfo")
    # a finger sees its answer up to 8 ms sooner than at Textual's 60 frames a second
    os.environ.setdefault("TEXTUAL_FPS", "120")


def _show_paper(wishes: "Wishes | None", since: "datetime") -> None:
    """Where a preview takes the printer's place, its last ticket is shown on the way out."""
    from kiosk.wiring.customer import last_paper

    found = last_paper(wishes, since)
    if found:
        file, text = found
        print(f"The last ticket, as it is in {file}:\n\n{text}", flush=True)


def customer(  # the options are the documented command line
    *,
    server: str | None = None,
    branch: str | None = None,
    theme: str | None = None,
    locale: str | None = None,
    data: Path | str | None = None,
    config: Path | str | None = None,
) -> int:
    """`run` with what the command line asked for."""
    from kiosk.wiring.customer import Wishes

    given = [Path(file) if file else None for file in (config, data)]
    return run(Wishes(given[0], given[1], server, branch, theme, locale))
