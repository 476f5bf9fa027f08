"""The tickets whose paper is kept in `golden/`: what a printer makes of our bytes.

Run as a program it writes them anew: look at the difference before committing it.
"""

from collections.abc import Mapping
from pathlib import Path

from kiosk.domain.ports import PrintOrder
from kiosk.i18n.catalogue import Catalogue
from kiosk.printing.profiles import profile
from kiosk.printing.render import renderer
from kiosk.printing.rendered import Rendered
from tests.printing.decoder import listing
from tests.printing.orders import REFUND, WELFARE, order

FOLDER = Path(__file__).with_name("golden")
PAPERS = {"80mm": "epson-tm-t20", "58mm": "generic-58"}
ORDERS: Mapping[str, PrintOrder] = {
    "latin": order(),
    "arabic": order(locale="ar"),
    "euro": order(service=REFUND),
    "sensitive": order(service=WELFARE),
    "copy": order(copy=2),
}
NAMES = [f"{what}-{paper}" for what in ORDERS for paper in PAPERS]

CATALOGUE = Catalogue.load()


def rendered(name: str) -> Rendered:
    """The ticket of that name, on the paper of that name."""
    what, paper = name.split("-")
    return renderer(CATALOGUE, profile(PAPERS[paper]))(ORDERS[what])


def dots(name: str) -> int:
    """How wide its paper is."""
    return profile(PAPERS[name.split("-")[1]]).dots


def paper(name: str) -> str:
    """What the printer makes of it, and what a person reads."""
    ticket = rendered(name)
    return f"{listing(ticket.data, dots(name))}\n{ticket.text}"


def write() -> None:
    """Write all papers."""
    for name in NAMES:
        FOLDER.joinpath(f"{name}.txt").write_text(paper(name), "utf-8")


if __name__ == "__main__":
    write()
