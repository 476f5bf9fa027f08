"""The server is killed under load, again and again; what it said must hold."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.figures import Row, at_most, none_of, percentile
from tests.bench.judge import Kept, gaps, lost, twice
from tests.bench.load import Answer, Findings, Order, command, is_good
from tests.bench.lobby import LOBBY, SERVICES
from tests.bench.scene import Scene
from tests.bench.serving import Serving, new_queue

CLIENTS = 16


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was told and what is kept after so many kills, and seconds of each start."""

    answers: Sequence[Answer]
    kept: Kept
    starts: Sequence[float]

    @property
    def acknowledged(self) -> Sequence[Answer]:
        """Answers that promised a number."""
        return [answer for answer in self.answers if is_good(answer)]

    @property
    def twice(self) -> int:
        """Numbers given twice, in the database or by a key that got two."""
        told = {(answer.key, answer.number) for answer in self.acknowledged}
        return twice(self.kept.numbers) + twice(key for key, _ in told)

    @property
    def gaps(self) -> int:
        """Numbers passed over, in the database: one that is kept and was not told is no gap."""
        return gaps(self.kept.numbers)

    @property
    def lost(self) -> int:
        """Acknowledged and not kept."""
        return lost(self.acknowledged, self.kept.ids)

    @property
    def unanswered(self) -> int:
        """Clients that gave up although the server came back."""
        return len(self.answers) - len(self.acknowledged)


def measure(scene: Scene) -> Sequence[Row]:
    """Every client asks again under the same key until it is told a number."""
    kills = scene.of(50, 5)
    after = endure(scene, kills)
    total = len(after.acknowledged)
    note = f"{kills} kill -9 under {CLIENTS} clients, each restarted; {total:,} acknowledged"
    return (
        none_of("after kill -9: acknowledged numbers lost", after.lost, total, note),
        none_of("after kill -9: numbers given twice", after.twice, total),
        none_of(
            "after kill -9: numbers passed over", after.gaps, len(after.kept.numbers)
        ),
        none_of("after kill -9: clients never answered", after.unanswered, total),
        at_most(
            "after kill -9: start to listening, p99",
            percentile(after.starts, 99),
            3,
            "s",
        ),
    )


def endure(scene: Scene, kills: int, clients: int = CLIENTS) -> Aftermath:
    """Kill and restart the server `kills` times while the clients go on."""
    data = new_queue(scene)
    server = Serving(scene, data)
    argv, line = command(
        Order(
            "issue", server.socket, LOBBY.id, clients,
            services=SERVICES, run="kills", stubborn=True,
        )
    )  # fmt: skip
    clients_process = scene.begin(argv)
    assert clients_process.stdin
    clients_process.stdin.write(line)
    clients_process.stdin.flush()
    starts = []
    for nth in range(kills):
        _under_load(server, nth)
        server.kill()
        server = Serving(scene, data)
        starts.append(server.took)
    out, _ = clients_process.communicate(timeout=120)
    scene.end(clients_process)
    server.stop()
    return Aftermath(
        Findings.from_json(out).answers, Kept.read(server.database), starts
    )


def _under_load(server: Serving, nth: int) -> None:
    """Until it has worked for so long that the kill meets it at another place each time."""
    enough = server.cpu + 0.10 + (nth * 37 % 100) / 500
    while server.cpu < enough:
        time.sleep(0.01)
