"""Where a visit stands follows from what was chosen; back takes back what was chosen last."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    GroupId,
    Opening,
    ServiceId,
    ServiceState,
)
from kiosk.tui.customer.session import (
    NOBODY,
    Session,
    Step,
    back,
    next_step,
    offered,
)
from tests.tui.clinic import clinic
from tests.tui.lobby import LICENCE, MAIN, MORNING, PASSPORT, branch, small_branch

DOCUMENTS = GroupId("documents1")


def state(of: object = None, *, is_open: bool = True) -> BranchState:
    """A branch where every service can be taken, or none."""
    here = of or branch()
    services = {
        service.id: ServiceState(service.id, is_open, 0, 0, None, None, 1)
        for service in here.services  # type: ignore[attr-defined]
    }
    return BranchState(here, Opening(is_open, None), 0, services, MORNING, 1)  # type: ignore[arg-type]


MANY, FEW = state(), state(small_branch(3))
BY_TIME = LICENCE
APPOINTED = state(clinic())
OTHER = state(branch(id=BranchId("elsewhere1")))


@pytest.mark.parametrize(
    ("session", "states", "tiles", "step"),
    [
        (NOBODY, [MANY], 6, Step.ATTRACT),
        (NOBODY, [state(is_open=False)], 6, Step.CLOSED),
        (NOBODY, [state(is_open=False), OTHER], 6, Step.ATTRACT),
        (Session("en"), [MANY], 6, Step.GROUP),
        (Session("en"), [MANY], 12, Step.SERVICE),
        (Session("en"), [FEW], 2, Step.SERVICE),  # one group is no question
        (Session("en"), [MANY, OTHER], 6, Step.BRANCH),
        (Session("en", branch=MAIN), [MANY, OTHER], 6, Step.GROUP),
        (Session("en", branch=BranchId("gone000001")), [MANY, OTHER], 6, Step.BRANCH),
        (Session("en", group=DOCUMENTS), [MANY], 6, Step.SERVICE),
        (Session("en", service=PASSPORT), [MANY], 6, Step.CONFIRM),
        (
            Session("en", service=PASSPORT),
            [state(branch(services=()))],
            6,
            Step.SERVICE,
        ),
        (Session("en"), [state(is_open=False)], 12, Step.SERVICE),  # closed meanwhile
    ],
)
def test_the_step_follows_from_the_choices(
    session: Session, states: list[BranchState], tiles: int, step: Step
) -> None:
    assert step is next_step(session, states, tiles)


WHO = (Step.PHONE, Step.NAME)
LATER = Session("en", service=PASSPORT).reserve(WHO)


@pytest.mark.parametrize(
    ("session", "step"),
    [
        (LATER, Step.PHONE),
        (replace(LATER, phone="+36301234567"), Step.NAME),
        (replace(LATER, phone="", name=""), Step.TIME),  # skipped is told, too
        (Session("en", service=PASSPORT).reserve(), Step.TIME),
        (Session("en", service=PASSPORT).reserve().come_at(MORNING, "k"), Step.BOOK),
        (Session("en", service=BY_TIME), Step.TIME),  # it has no other way
    ],
)
def test_the_way_to_an_appointment_is_who_then_when(
    session: Session, step: Step
) -> None:
    """Nothing is typed while a time is kept."""
    assert step is next_step(session, [APPOINTED], 12)


@given(
    asks=st.sampled_from([(), (Step.PHONE,), WHO]),
    chosen=st.sampled_from([PASSPORT, BY_TIME]),
    start=st.sampled_from([None, MORNING]),
)
def test_back_from_an_appointment_leads_through_what_was_asked(
    asks: tuple[Step, ...], chosen: ServiceId, start: datetime | None
) -> None:
    session = replace(
        Session("en", service=chosen).reserve(asks), phone="", name="", start=start
    )
    steps = [next_step(session, [APPOINTED], 12)]
    while session != NOBODY:
        session = back(session, [APPOINTED], 12)
        steps.append(next_step(session, [APPOINTED], 12))
    now = [Step.CONFIRM] if chosen == PASSPORT else []
    first = [Step.BOOK] if start else []
    rest = [Step.TIME, *reversed(asks), *now, Step.SERVICE, Step.ATTRACT]
    assert [*first, *rest] == steps


def test_who_comes_is_in_no_log() -> None:
    session = replace(LATER, phone="+36301234567", name="Anna")
    assert not [told for told in ("301", "Anna") if told in repr(session)]


def test_another_language_changes_no_step() -> None:
    session = Session("en", group=DOCUMENTS, service=PASSPORT, key="k")
    assert replace(session, locale="ar") == session.speak("ar")


def test_what_is_chosen_anew_drops_what_hung_on_it() -> None:
    """A key belongs to one service."""
    wanted = Session("en").at(MAIN).about(DOCUMENTS).want(PASSPORT, "k")
    assert (None, None) == (
        wanted.about(DOCUMENTS).service,
        wanted.about(DOCUMENTS).key,
    )
    assert Session("en", branch=MAIN) == wanted.at(MAIN)
    assert (DOCUMENTS, None) == (wanted.choose_again().group, wanted.choose_again().key)


@given(
    locale=st.sampled_from(["en", "ar"]),
    group=st.sampled_from([None, DOCUMENTS]),
    service=st.sampled_from([None, PASSPORT]),
    chosen=st.sampled_from([None, MAIN]),
    states=st.sampled_from([[MANY], [FEW], [MANY, OTHER]]),
    tiles=st.sampled_from([2, 6, 12]),
)
def test_back_always_changes_the_page_and_ends_where_nobody_is(
    locale: str,
    group: GroupId | None,
    service: object,
    chosen: BranchId | None,
    states: list[BranchState],
    tiles: int,
) -> None:
    session = Session(locale, chosen, group, service, "k" if service else None)  # type: ignore[arg-type]
    steps = [next_step(session, states, tiles)]
    while session != NOBODY:
        session = back(session, states, tiles)
        steps.append(next_step(session, states, tiles))
    assert len(set(steps)) == len(steps)
    assert Step.ATTRACT is steps[-1]


def test_services_of_no_group_are_offered_last() -> None:
    part = branch().groups[1:]
    ids = [service.id for service in offered(branch(groups=part), None)]
    assert PASSPORT == ids[len(part) * 3]
    assert len(branch().services) == len(ids)
