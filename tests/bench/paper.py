"""How many bytes a ticket is on its way to the printer."""

from collections.abc import Sequence

from tests.bench.figures import Row, at_most
from tests.bench.lobby import SERVICES
from tests.bench.scene import KIOSK, Scene
from tests.bench.serving import Serving
from tests.bench.sink import Sink


def measure(scene: Scene) -> Sequence[Row]:
    """A Latin ticket with the printer's own QR command, as a network printer gets it."""
    sink = Sink(scene)
    settings = scene.directory() / "kiosk.toml"
    settings.write_text(sink.settings(), encoding="utf-8")
    sizes = []
    with Serving(scene) as server:
        for service in SERVICES:
            scene.ask(
                KIOSK, "issue", "--service", service, "--print", "--server", server.socket,
                "--config", settings, "--data", server.data,
            )  # fmt: skip
            sizes.append(sink.paper().size)
    return (
        at_most(
            "bytes of a Latin ticket with native QR", max(sizes), 500, "bytes",
            "the longest of one for each service, with the question whether it is printed",
        ),
    )  # fmt: skip
