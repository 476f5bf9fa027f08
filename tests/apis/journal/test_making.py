"""Each way a create can go, and what is there afterwards."""

from collections.abc import Sequence

import pytest

from kiosk.domain.errands import ErrandState
from kiosk.domain.ports import Once
from kiosk.errors import Ambiguous, KeyTrouble, KioskError, Reason, Refused, Unavailable
from tests.apis.journal.their_side import LIMITS, Fate, Office, TheirSide

KEY = Once("kiosk 1", "a key", "a digest")


async def make(office: Office, theirs: TheirSide, once: Once | None = KEY) -> str:
    return await office.journal.make("sys", theirs, "lane", {"service": "cash"}, once)


async def swept(office: Office, theirs: TheirSide, seconds: float = 400.0) -> int:
    """So long later, with a sweep every ten seconds."""
    gone = 0
    for _ in range(round(seconds / 10)):
        await office.time.sleep(10)
        gone += await office.journal.sweep("sys", lambda _: theirs)
    return gone


SERVED: dict[str, Sequence[Fate]] = {
    "well": [],
    "lost": [Fate.LOST],
    "delivered twice": [Fate.DOUBLED],
    "delivered twice and lost": [Fate.DOUBLED_LOST],
    "not delivered": [Fate.NEVER],
    "not delivered twice": [Fate.NEVER, Fate.NEVER],
    "not delivered, then lost": [Fate.NEVER, Fate.LOST],
    "delivered after the second": [Fate.LATE],
    "never sent": [Fate.OFFLINE, Fate.OFFLINE],
    "never sent, then lost": [Fate.OFFLINE, Fate.LOST],
    "a yes without a body": [Fate.UNSEEN],
    "lost, then its place is gone": [Fate.NEVER, Fate.DOUBLED_NO],
}


@pytest.mark.parametrize("lag", [0.0, 1.5])
@pytest.mark.parametrize("fates", SERVED.values(), ids=SERVED.keys())
async def test_whoever_is_served_has_one_place(
    fates: Sequence[Fate], lag: float
) -> None:
    """However the answer got lost, within the time a customer waits; after the sweep nothing else
    is there, though their lists lag behind."""
    office = Office()
    theirs = TheirSide(office.time, fates, lag=lag)
    made = await make(office, theirs)
    assert LIMITS.budget >= office.time.passed
    await swept(office, theirs)
    assert [made] == theirs.live()
    assert made == await make(office, theirs)
    assert not office.errands.unsettled("sys")


REFUSED: dict[str, tuple[Sequence[Fate], KioskError]] = {
    "refused": ([Fate.REFUSED], Refused(Reason.FULL)),
    "never sent": ([Fate.OFFLINE] * 3, Unavailable(Reason.OFFLINE)),
    "not delivered, then refused": (
        [Fate.NEVER, Fate.REFUSED],
        Refused(Reason.FULL),
    ),
}


@pytest.mark.parametrize(("fates", "error"), REFUSED.values(), ids=REFUSED.keys())
async def test_whoever_is_refused_has_nothing(
    fates: Sequence[Fate], error: KioskError
) -> None:
    """And may try again with the same key, which is then done."""
    office = Office()
    theirs = TheirSide(office.time, fates)
    with pytest.raises(type(error)) as caught:
        await make(office, theirs)
    assert error.reason == caught.value.reason
    await swept(office, theirs)
    assert [] == theirs.live()
    assert [await make(office, theirs)] == theirs.live()


IN_DOUBT: dict[str, tuple[Sequence[Fate], int]] = {
    "made, and nobody can look": ([Fate.LOST], 99),
    "not made, and nobody can look": ([Fate.NEVER], 99),
    "three are late": ([Fate.LATE] * 3, 0),
    "an unseen one is not there": ([Fate.UNSEEN], 99),
}


@pytest.mark.parametrize(("fates", "deaf"), IN_DOUBT.values(), ids=IN_DOUBT.keys())
async def test_whoever_is_told_that_nobody_knows_has_nothing(
    fates: Sequence[Fate], deaf: int
) -> None:
    """In time; what surfaces is cancelled, and until then the same key makes nothing else."""
    office = Office()
    theirs = TheirSide(office.time, fates, deaf=deaf)
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    assert LIMITS.budget >= office.time.passed
    assert {"lane"} == office.journal.busy("sys")
    posts = theirs.posts
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    assert posts == theirs.posts
    theirs.deaf = 0
    await swept(office, theirs)
    assert [] == theirs.live()
    assert not office.journal.busy("sys")
    assert [await make(office, theirs)] == theirs.live()


async def test_nothing_is_posted_again_before_their_lists_can_show_it() -> None:
    """A list that is a second behind makes no second booking."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], lag=1.9)
    made = await make(office, theirs)
    assert (1, [made]) == (theirs.posts, theirs.live())


async def test_at_most_two_are_posted_again() -> None:
    """Whatever the time there is."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.NEVER] * 9)
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    assert 3 == theirs.posts


async def test_where_nobody_can_look_nothing_is_posted_again() -> None:
    """It is said at once, and let go when it is old."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], blind=True)
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    assert (1, True) == (theirs.posts, office.time.passed < 1)
    await swept(office, theirs)
    assert not office.errands.unsettled("sys")


async def test_somebody_elses_row_is_no_answer() -> None:
    """It is not handed out a second time."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.WRONG])
    theirs.commit("lane")
    (other,) = theirs.live()
    made = await office.journal.make("sys", theirs, "lane", {}, KEY, before=[other])
    await swept(office, theirs)
    assert [other, made] == theirs.live()


async def test_a_lane_serves_one_after_the_other() -> None:
    """What others were given before is left alone."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST, Fate.DOUBLED, Fate.LOST])
    made = [await make(office, theirs, Once("kiosk", str(n), "")) for n in range(3)]
    await swept(office, theirs)
    assert made == theirs.live()


async def test_a_key_is_for_one_thing() -> None:
    """Also while that is under way."""
    office = Office()
    theirs = TheirSide(office.time)
    await make(office, theirs)
    with pytest.raises(KeyTrouble) as caught:
        await make(office, theirs, Once(KEY.owner, KEY.key, "another"))
    assert Reason.KEY_REUSED == caught.value.reason


async def test_an_errand_is_kept_before_its_first_byte() -> None:
    """What is sent is on disk already."""
    office = Office()

    class Watched(TheirSide):
        async def post(self, errand: object) -> str:
            kept.extend(office.errands.unsettled("sys"))
            return await super().post(errand)  # type: ignore[arg-type]  # it is one

    kept: list[object] = []
    await make(office, Watched(office.time))
    (errand,) = kept
    assert (ErrandState.OPEN, 1) == (errand.state, errand.tries)  # type: ignore[attr-defined]  # it is an errand


@pytest.mark.parametrize("stuck", [0, 3])
async def test_a_move_cancels_the_old_one_when_the_new_one_is_certain(
    stuck: int,
) -> None:
    """Not before; and later when it can't be done at once, which staff are told."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], stuck=stuck)
    old = theirs.commit("lane")
    made = await office.journal.make("sys", theirs, "lane", {}, KEY, [old], then=old)
    assert ([made] if not stuck else [old, made]) == theirs.live()
    await office.time.sleep(121)
    assert bool(stuck) == bool(office.journal.worries("sys"))
    await swept(office, theirs)
    assert [made] == theirs.live()
    assert not office.journal.worries("sys")


async def test_a_move_that_comes_to_nothing_leaves_the_old_one() -> None:
    """Whether it was refused or nobody knows."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.REFUSED, *[Fate.LATE] * 3])
    old = theirs.commit("lane")
    for error in (Refused, Ambiguous):
        with pytest.raises(error):
            await office.journal.make("sys", theirs, "lane", {}, KEY, [old], then=old)
    await swept(office, theirs)
    assert [old] == theirs.live()


async def test_what_can_not_be_settled_worries_staff() -> None:
    """After two minutes, until it is."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], deaf=999)
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    await swept(office, theirs, 100)
    assert not office.journal.worries("sys")
    await swept(office, theirs, 600)
    (errand,) = office.journal.worries("sys")
    assert ErrandState.GIVEN_UP == errand.state
    theirs.deaf = 0
    await swept(office, theirs, 10)
    assert ([], []) == (theirs.live(), list(office.journal.worries("sys")))


async def test_a_double_that_shows_at_once_is_cancelled_at_once() -> None:
    """Somebody else may want its place."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.DOUBLED_LOST])
    assert [await make(office, theirs)] == theirs.live()


async def test_a_double_is_cancelled_however_often_that_fails() -> None:
    """It is looked for until it is gone."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.DOUBLED], stuck=9)
    made = await make(office, theirs)
    await swept(office, theirs, 600)
    assert ([made], 0) == (theirs.live(), theirs.stuck)


@pytest.mark.parametrize("lag", [0.0, 1.5])
async def test_a_place_our_own_first_delivery_took_is_ours(lag: float) -> None:
    """A no is looked into; where their lists lag behind it stays one, and nothing is left there."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.DOUBLED_NO], lag=lag)
    if lag:
        with pytest.raises(Refused):
            await make(office, theirs)
        await swept(office, theirs)
        assert [] == theirs.live()
    made = await make(office, theirs)
    await swept(office, theirs)
    assert [made] == theirs.live()
    assert (2 if lag else 1) == theirs.posts
