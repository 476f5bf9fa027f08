"""A customer at a kiosk asks for somebody: every counter sees it, and one of them goes."""

import pytest

from tests.tui.lobby import MAIN
from tests.tui.staff.counter import Shop, Teller, at, both

FRONT, DOOR = "kiosk-front", "kiosk-door"


def alert(teller: Teller) -> str:
    """What stands before all else on the line above the keys."""
    return teller.console.notice.alert


async def test_every_counter_sees_who_asks_until_one_of_them_goes() -> None:
    """The one who asked first is named; who goes says so with one key, and rings no bell."""
    shop = Shop()
    async with both(shop) as (ana, ben):
        rung: list[None] = []
        ana.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]  # a bell that counts
        assert await shop.desk.summon(MAIN, FRONT, FRONT), "consoles follow the branch"
        await ana.until(lambda: FRONT in alert(ana))
        shop.clock.pass_by(seconds=135)
        await shop.desk.summon(MAIN, DOOR, DOOR)
        await ben.until(lambda: "1 more" in alert(ben))
        ben.console.tick()
        await ben.rest()
        said = f"! {FRONT} and 1 more: help needed (02:15) · y: I am going"
        assert said in ben.lines[-2]
        await ben.press("y")
        assert (f"You go to {FRONT}", DOOR) == (ben.told, alert(ben).split()[1][:-1])
        await ben.press("y")
        assert () == (await shop.desk.lobby(MAIN)).summons
        await ana.until(lambda: not alert(ana))
        assert "Nobody asks" not in ben.text
        await ben.press("y")
        assert "Nobody asks for help at a kiosk." in ben.said
        assert 2 == len(rung)


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "y: I am going"), ("ar", "أنا ذاهب")]
)
async def test_it_is_seen_on_the_smallest_screen(locale: str, said: str) -> None:
    """With all of it, and for who opens the console after it was asked; then without a bell."""
    shop = Shop()

    async def asked(before: Shop) -> None:
        await before.desk.summon(MAIN, FRONT, FRONT)

    shop.before = asked
    async with at(shop, size=(80, 24), locale=locale) as teller:
        await teller.rest()
        assert said in alert(teller)
        assert "…" not in teller.lines[-2]
        assert FRONT in teller.lines[-2]
