"""Who works at which counter: signing in, sitting down, locking, and leaving."""

from dataclasses import replace

import pytest

from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.serving import CounterChange, CounterStatus, Which
from kiosk.errors import BadConfig, Denied
from tests.server.staff import PIN
from tests.tui.lobby import MAIN, branch
from tests.tui.staff.counter import Shop, Teller, at, waiting
from tests.tui.staff.counter_door import guarded
from tests.tui.staff.counter_wire import CounterWire

pytestmark = pytest.mark.anyio


async def sign_in(teller: Teller, name: str = "Ben", pin: str = PIN) -> None:
    """Choose a name, type a PIN."""
    await teller.until(lambda: teller.page == "SignIn")
    await teller.type(name)
    await teller.press("enter")
    await teller.type(pin)
    await teller.press("enter")


async def at_work(teller: Teller, name: str = "Ben") -> None:
    """Sign in, and wait for the console."""
    await sign_in(teller, name)
    await teller.until(lambda: teller.page == "Console")
    await teller.until(lambda: teller.console.following.link.up)
    await teller.rest()


async def stands(shop: Shop, counter: str = "1") -> CounterStatus:
    """Whether a counter takes people."""
    lobby = await shop.desk.lobby(MAIN)
    return next(s.status for s in lobby.counters if s.counter == CounterId(counter))


async def sitting(shop: Shop, counter: str = "1") -> str:
    """Who sits at a counter."""
    lobby = await shop.desk.lobby(MAIN)
    return next(
        state.operator
        for state in lobby.counters
        if state.counter == CounterId(counter)
    )


async def test_who_signs_in_sits_at_the_counter_and_is_on_the_screen() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        assert "COUNTER 1   Ben" in teller.lines[0]
        assert "Ben" == await sitting(shop)
        await teller.press("f2")
        (last, *_) = teller.console.following.book.events
        assert "Ben" == last.actor


async def test_a_counter_is_chosen_where_none_is_named() -> None:
    shop = await waiting()
    async with at(shop, None, until="ChooseCounter") as teller:
        await teller.press("down", "down", "enter")
        await teller.until(lambda: teller.page == "Console")
        assert CounterId("2") == teller.console.seat.post.counter


async def test_who_is_no_supervisor_can_not_lead_or_choose() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        await teller.press("ctrl+g")
        assert "For supervisors only." == teller.said
        await teller.press("N")
        assert "Only some operators may call somebody out of turn." == teller.said


async def test_a_supervisor_leads() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller, "Ana")
        await teller.press("ctrl+g")
        await teller.until(lambda: teller.page == "Supervisor")
        await teller.press("escape")
        await teller.until(lambda: teller.page == "Console")


async def test_after_idling_it_is_locked_until_the_pin_is_typed() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn", idle_minutes=5) as teller:
        await at_work(teller)
        shop.clock.pass_by(minutes=5)
        teller.app._look_for_life()
        await teller.until(lambda: teller.page == "Locked")
        assert "A001" not in teller.text
        await teller.press("escape", "f2")
        assert "Locked" == teller.page
        await teller.type(PIN)
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Console")
        assert "" == teller.here


async def test_a_key_keeps_it_open() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn", idle_minutes=5) as teller:
        await at_work(teller)
        shop.clock.pass_by(minutes=4)
        await teller.press("down")
        shop.clock.pass_by(minutes=4)
        teller.app._look_for_life()
        await teller.rest()
        assert "Console" == teller.page


async def test_it_is_locked_by_a_key_and_left_to_somebody_else() -> None:
    shop = await waiting()
    await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        await teller.press("ctrl+l")
        await teller.until(lambda: teller.page == "Locked")
        await teller.press("tab", "enter")
        await at_work(teller, "Ana")
        assert "COUNTER 1   Ana" in teller.lines[0]
        assert "Ana" == await sitting(shop)


async def test_who_leaves_frees_the_counter_and_is_signed_out() -> None:
    shop = await waiting()
    door = await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        await teller.press("ctrl+q")
        await teller.until(lambda: teller.app.return_code == 0)
    assert ("", None) == (await sitting(shop), door.token)
    assert CounterStatus.CLOSED is await stands(shop)


async def test_a_console_that_is_ended_frees_its_counter_as_well() -> None:
    """A terminal that is closed, a machine that is shut down: the waits know of it."""
    shop = await waiting()
    door = await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        assert CounterStatus.OPEN is await stands(shop)
        teller.app.exit(return_code=143)
    assert ("", None) == (await sitting(shop), door.token)
    assert CounterStatus.CLOSED is await stands(shop)


async def test_who_sits_down_opens_the_counter() -> None:
    shop = await waiting()
    await guarded(shop)
    closed = CounterChange(CounterStatus.CLOSED)
    await shop.desk.change_counter(MAIN, CounterId("1"), closed, "Ana")
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)
        assert CounterStatus.OPEN is await stands(shop)


async def test_who_serves_somebody_is_asked_before_they_leave() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2", "ctrl+q")
        await teller.until(lambda: teller.page == "Leave")
        assert "A001" in teller.text
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.app.return_code == 0)


async def test_who_the_server_has_forgotten_signs_in_again() -> None:
    shop = await waiting(wrap=CounterWire)
    door = await guarded(shop)
    async with at(shop, until="SignIn") as teller:
        await at_work(teller)

        async def forgotten(*given: object) -> None:
            del shop.backend.lobby
            raise Denied(detail="signed out")

        shop.backend.lobby = forgotten  # type: ignore[method-assign, assignment]
        teller.console.following._lobby.stir()
        await at_work(teller, "Ana")
        assert door.token
        assert "COUNTER 1   Ana" in teller.lines[0]


async def test_a_counter_the_branch_does_not_have_is_said() -> None:
    shop = await waiting()
    app = shop.app("9")
    async with app.run_test(notifications=False) as pilot:
        teller = Teller(app, pilot)
        await teller.until(lambda: app.failure is not None)
    assert app.failure
    assert "no counter 9; there are 1, 2, 3" == app.failure.detail


async def test_of_several_branches_one_must_be_named() -> None:
    shop = Shop()
    other = replace(branch(), id=BranchId("otherone01"))
    await shop.desk.load(other)
    app = shop.app("1")
    async with app.run_test(notifications=False) as pilot:
        teller = Teller(app, pilot)
        await teller.until(lambda: app.failure is not None)
    assert isinstance(app.failure, BadConfig)
    assert ("branch", 2) == (app.failure.key, app.return_code)


async def test_what_nobody_expected_is_a_reference_and_no_traceback() -> None:
    shop = await waiting(wrap=CounterWire)

    async def broken(*given: object) -> None:
        raise RuntimeError("secret")

    async with at(shop) as teller:
        shop.backend.call = broken  # type: ignore[method-assign, assignment]
        await teller.press("f2")
        await teller.rest()
        assert "Something went wrong, and is in the log as E-" in teller.said
        assert "secret" not in teller.text
        assert 3 == len((await shop.desk.rows(MAIN, Which.WAITING)).items)
