"""A kiosk of its own in a terminal: `python -m tests.tui.standalone [fault]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.tui.customer import app as program
from kiosk.wiring.leaving import run
from tests.tui.hand import Place

SECRET = "4111-SECRET-1111"


def main() -> int:
    """Run until told to end; with `fault`, go wrong after a moment."""
    with TemporaryDirectory(prefix="k") as spool:
        app = Place().app(Path(spool) / "front")
        if "fault" in sys.argv:
            program.FAULT_SECONDS = 0.5
            app.call_after_refresh(app.set_timer, 1.0, _boom)
        run(app)
    return app.return_code if app.return_code is not None else 3


def _boom() -> None:
    card_number = SECRET
    raise RuntimeError("boom", len(card_number))


if __name__ == "__main__":
    sys.exit(main())
