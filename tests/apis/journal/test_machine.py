"""Whatever goes wrong, in whatever order: one place for who was served, none for anybody else."""

import asyncio
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.domain.ports import Once
from kiosk.errors import KioskError
from tests.apis.journal.their_side import Fate, Office, TheirSide

LANES = ("lane 1", "lane 2")
FATES = st.lists(st.sampled_from(Fate), max_size=4)


class Bookings(RuleBasedStateMachine):
    """People who come, come back, or go; processes that die; a line that loses things."""

    @initialize(lag=st.sampled_from([0.0, 0.5, 1.9]), late=st.sampled_from([5.0, 90.0]))
    def open(self, lag: float, late: float) -> None:
        self.runner = asyncio.Runner()
        self.office = Office()
        self.theirs = TheirSide(self.office.time, lag=lag, late=late)
        self.served: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.unserved: list[tuple[Once, str]] = []
        self.keys = count()

    def teardown(self) -> None:
        if not hasattr(self, "runner"):
            return
        with self.runner:
            self.runner.run(self._settle())
            self._judge()

    @rule(lane=st.sampled_from(LANES), fates=FATES)
    def come(self, lane: str, fates: list[Fate]) -> None:
        """Somebody asks and waits."""
        self.runner.run(self._ask(self._key(), lane, fates))

    @rule(lanes=st.lists(st.sampled_from(LANES), min_size=2, max_size=4), fates=FATES)
    def come_together(self, lanes: list[str], fates: list[Fate]) -> None:
        """Several at once, whatever goes wrong goes wrong for somebody."""

        async def all_of_them() -> None:
            keys = [self._key() for _ in lanes]
            await asyncio.gather(
                *(
                    self._ask(k, lane, fates)
                    for k, lane in zip(keys, lanes, strict=True)
                )
            )

        self.runner.run(all_of_them())

    @rule(which=st.integers(0, 5), fates=FATES)
    def come_back(self, which: int, fates: list[Fate]) -> None:
        """Somebody who was not served asks with the same key."""
        if self.unserved:
            once, lane = self.unserved.pop(which % len(self.unserved))
            self.runner.run(self._ask(once, lane, fates))

    @rule(lane=st.sampled_from(LANES), fates=FATES, steps=st.integers(0, 40))
    def die(self, lane: str, fates: list[Fate], steps: int) -> None:
        """The process ends while somebody waits."""

        async def crash() -> None:
            asking = asyncio.create_task(self._ask(self._key(), lane, fates))
            for _ in range(steps):
                await asyncio.sleep(0)
            await self.office.restart()
            await asking
            await self.office.journal.recover("sys", lambda _: self.theirs)

        self.runner.run(crash())

    @rule(
        lane=st.sampled_from(LANES),
        fates=FATES,
        steps=st.integers(0, 40),
        keyed=st.booleans(),
    )
    def go_away(self, lane: str, fates: list[Fate], steps: int, keyed: bool) -> None:
        """Somebody stops waiting, with or without a key to come back with."""

        async def leave() -> None:
            once = self._key() if keyed else None
            asking = asyncio.create_task(self._ask(once, lane, fates))
            for _ in range(steps):
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            for _ in range(200):
                await asyncio.sleep(0)

        self.runner.run(leave())

    @rule(which=st.integers(0, 5), fates=FATES)
    def move(self, which: int, fates: list[Fate]) -> None:
        """Somebody who was served wants another one instead."""
        if not self.served:
            return
        key, old = list(self.served.items())[which % len(self.served)]
        lane = next(row.mark for row in self.theirs.rows if row.id == old)
        new = self._key()
        self.runner.run(self._ask(new, lane, fates, old))
        if new.key in self.served:
            del self.served[key]
            self.moved[key] = old

    @rule(deaf=st.integers(0, 12), stuck=st.integers(0, 3))
    def go_wrong(self, deaf: int, stuck: int) -> None:
        """The next look-ups or cancellations fail."""
        self.theirs.deaf, self.theirs.stuck = deaf, stuck

    @rule(seconds=st.sampled_from([1.0, 10.0, 70.0, 400.0]), sweeps=st.booleans())
    def wait(self, seconds: float, sweeps: bool) -> None:
        """Time passes."""
        self.runner.run(self._pass(seconds, sweeps))

    @invariant()
    def nobody_has_anothers(self) -> None:
        """No place was given to two people."""
        if hasattr(self, "served"):
            assert len(set(self.served.values())) == len(self.served)

    def _key(self) -> Once:
        return Once("kiosk", f"key {next(self.keys)}", "")

    async def _ask(
        self, once: Once | None, lane: str, fates: list[Fate], then: str | None = None
    ) -> None:
        if fates:
            self.theirs.fates = iter(fates)
        shown = [
            row.id for row in self.theirs.rows if row.visible <= self.office.time.passed
        ]
        before = [id for id in shown if id in self.theirs.live(lane)]
        if Fate.WRONG in fates and not before:
            return
        try:
            made = await self.office.journal.make(
                "sys", self.theirs, lane, {}, once, before, then
            )
        except KioskError:
            if once:
                self.unserved.append((once, lane))
        else:
            self.served[once.key if once else made] = made

    async def _pass(self, seconds: float, sweeps: bool) -> None:
        for _ in range(max(1, round(seconds / 10))):
            await self.office.time.sleep(min(seconds, 10.0))
            if sweeps:
                await self.office.journal.sweep("sys", lambda _: self.theirs)

    async def _settle(self) -> None:
        """Nothing goes wrong any more."""
        self.theirs.fates = iter(())
        self.theirs.deaf = self.theirs.stuck = 0
        await self.office.journal.recover("sys", lambda _: self.theirs)
        await self._pass(800, True)
        assert not self.office.errands.unsettled("sys")

    def _judge(self) -> None:
        live = self.theirs.live()
        done = self._done()
        assert set(self.served.values()) <= set(live)
        assert sorted(live) == sorted(done)

    def _done(self) -> list[str]:
        """What is somebody's, by the journal's own memory."""
        gone = set(self.moved.values())
        fruit = (self.office.errands.fruit("sys", lane) for lane in LANES)
        return [id for found in fruit for id in found if id not in gone]


TestBookings: Any = Bookings.TestCase
TestBookings.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None, derandomize=True
)
