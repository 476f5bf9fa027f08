"""What can be wrong with a simulated printer, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kiosk.errors import BadInput
from kiosk.printing.mechanism import Mechanism

FAULTS: Mapping[str, str] = {
    "paper-out": "There is no paper in it.",
    "paper-low": "Its paper is near the end.",
    "paper-ends": "Its paper ends 30 mm into the next ticket, or where --paper says.",
    "cover-open": "Its cover is open.",
    "cover-opens": "Somebody opens its cover 30 mm into the next ticket.",
    "cutter": "Its knife is stuck.",
    "cutter-jams": "Its knife gets stuck at the next cut.",
    "hangs": "It stops 30 mm into the next ticket and does not notice.",
    "dies": "It loses power 30 mm into the next ticket.",
    "off": "It is switched off.",
    "silent": "It prints, and never answers anything.",
    "deaf": "It accepts connections and reads nothing.",
    "no-confirm": "It knows neither GS r nor GS ( H; status questions are answered.",
    "no-gs-h": "It knows GS r but not GS ( H, as many imitations do.",
    "hangs-up": "It closes its side of every connection at once.",
    "reset": "It resets a connection after 60 bytes of a ticket.",
    "reset-idle": "It resets a connection that is quiet for a second.",
    "left-over": "Its connections begin with an old answer: out of paper.",
    "slow": "It takes 1,000 bytes and 15 mm a second.",
}
"""A name and what it means, in a sentence."""

INTO_TICKET = 30.0
_OLD_ANSWER = b"\x7e"


@dataclass(slots=True)
class Manners:
    """How a printer treats its host. Sizes in bytes, times in seconds."""

    silent: bool = False
    deaf: bool = False
    knows_gs_r: bool = True
    knows_gs_h: bool = True
    hangs_up: bool = False
    reset_after: int | None = None
    """Bytes of tickets on a connection; status questions do not count."""
    reset_idle: float | None = None
    left_over: bytes = b""
    bytes_per_second: float | None = None


def spoil(
    fault: str, mechanism: Mechanism, manners: Manners, cut_power: Callable[[], None]
) -> None:
    """Bring a fault about. BadInput for a name that is not in FAULTS."""
    if fault not in FAULTS:
        raise BadInput(
            detail=f"no fault {fault!r}; there are: {', '.join(FAULTS)}",
            fields={"fault": fault},
        )
    match fault:
        case "paper-out":
            mechanism.left = 0
        case "paper-low":
            mechanism.near_end = True
        case "paper-ends":
            mechanism.left = min(mechanism.left, INTO_TICKET)
        case "cover-open":
            mechanism.cover_open = True
        case "cover-opens":
            mechanism.after(INTO_TICKET, mechanism.open_cover)
        case "cutter":
            mechanism.cutter_error = True
        case "cutter-jams":
            mechanism.jam()
        case "hangs":
            mechanism.after(INTO_TICKET, mechanism.hang)
        case "dies":
            mechanism.after(INTO_TICKET, cut_power)
        case "off":
            cut_power()
        case "slow":
            mechanism.speed = replace(mechanism.speed, mm_per_second=15.0)
            manners.bytes_per_second = 1000.0
        case _:
            _offend(fault, manners)


def _offend(fault: str, manners: Manners) -> None:
    match fault:
        case "silent":
            manners.silent = True
        case "deaf":
            manners.deaf = True
        case "no-confirm":
            manners.knows_gs_h = manners.knows_gs_r = False
        case "no-gs-h":
            manners.knows_gs_h = False
        case "hangs-up":
            manners.hangs_up = True
        case "reset":
            manners.reset_after = 60
        case "reset-idle":
            manners.reset_idle = 1.0
        case "left-over":
            manners.left_over = _OLD_ANSWER
