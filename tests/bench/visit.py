"""A customer's visit through a real kiosk, by its taps: language, service, number, done."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.scene import KIOSK, Scene
from tests.bench.serving import Serving
from tests.bench.terminal import Terminal

FIRST_FRAME: Final = "●  ●  ●"
_PAGES: Final = ("English", "Payment", "Take a number", "Done")
"""What is tapped on each page, which is also the last thing the page needs to be of use."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the visit: what shows that it is there, and the cell that leads on."""

    mark: str
    cell: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Way:
    """The pages of a visit in their order; after the last comes the first again."""

    language: Stop
    service: Stop
    confirm: Stop
    given: Stop

    @property
    def stops(self) -> Sequence[Stop]:
        """In order."""
        return (self.language, self.service, self.confirm, self.given)


def kiosk(scene: Scene, server: Serving, config: Path | None = None) -> Terminal:
    """The customer's screen in a terminal, on the server's machine. Ends on leaving."""
    env = {"KIOSK_DATA": str(server.data)}
    if config:
        env["KIOSK_CONFIG"] = str(config)
    return Terminal([str(KIOSK), "customer"], scene.env | env)


def learn(terminal: Terminal) -> Way:
    """Walk the way once, slowly, and remember where things are."""
    stops = []
    for mark in _PAGES:
        terminal.until(mark)
        terminal.settle()
        stops.append(Stop(mark, terminal.find(mark)))
        terminal.forget()
        terminal.tap(stops[-1].cell)
    terminal.until(stops[0].mark)
    terminal.settle()
    terminal.forget()
    return Way(*stops)


def walk(terminal: Terminal, way: Way) -> None:
    """One visit as fast as the kiosk allows, from the first page to the first page."""
    for stop, following in zip(way.stops, [*way.stops[1:], way.language], strict=True):
        terminal.tap(stop.cell)
        terminal.until(following.mark)
    terminal.forget()
