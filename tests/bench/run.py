"""`make bench`: floors and figures of one run, as a table and in docs/performance.md."""

import argparse
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from tests.bench import (
    call_cost,
    called,
    changed_row,
    cold_start,
    day_taps,
    history_cost,
    issue_rate,
    kills,
    kiosk_memory,
    last_place,
    last_touch,
    lost_answers,
    own_time,
    paper,
    rush,
    server_start,
    slot_race,
    slots,
    taps,
)
from tests.bench.figures import Row, Verdict
from tests.bench.machine import Machine
from tests.bench.report import as_text, write_page
from tests.bench.scene import ROOT, Scene, scene

MEASURES: Mapping[str, Callable[[Scene], Sequence[Row]]] = {
    "cold-start": cold_start.measure,
    "taps": taps.measure,
    "last-touch": last_touch.measure,
    "issue-rate": issue_rate.measure,
    "history": history_cost.measure,
    "rush": rush.measure,
    "call-cost": call_cost.measure,
    "called": called.measure,
    "changed-row": changed_row.measure,
    "kills": kills.measure,
    "slot-race": slot_race.measure,
    "slots": slots.measure,
    "lost-answers": lost_answers.measure,
    "last-place": last_place.measure,
    "own-time": own_time.measure,
    "day-taps": day_taps.measure,
    "paper": paper.measure,
    "server-start": server_start.measure,
    "kiosk-memory": kiosk_memory.measure,
}
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """0 when every row reaches its goal."""
    wishes = _wishes()
    signal.signal(signal.SIGTERM, _interrupted)
    machine = Machine.here()
    if machine.is_busy:
        _say(f"this machine is busy (load {machine.load:.1f}): times will be noise")
    rows: list[Row] = []
    for name in wishes.only or MEASURES:
        _say(f"… {name}")
        rows += _taken(name, quick=wishes.quick)
    sys.stdout.write(as_text(rows) + "\n")
    if not wishes.only and not wishes.quick:
        write_page(PAGE, rows, machine)
        _say(f"written to {PAGE.relative_to(ROOT)}")
    return int(any(row.verdict in (Verdict.NO, Verdict.VOID) for row in rows))


def _taken(name: str, *, quick: bool) -> Sequence[Row]:
    """A measure in a scene of its own. One that fails is a row that says so."""
    with scene(quick=quick) as made:
        try:
            return MEASURES[name](made)
        except Exception as error:
            _say(traceback.format_exc())
            why = str(error).partition("\n")[0]
            return [Row(name, "", "", "failed", "", Verdict.NO, why)]


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(MEASURES))
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a tenth of the work, to see that it works; the document stays as it is",
    )
    return parser.parse_args()


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
