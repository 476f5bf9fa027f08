"""Names that come from elsewhere are words on the glass, whatever they are made of."""

import pytest

from kiosk.domain.branch import Branch, Group, GroupId, NumberRange, Service, ServiceId
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import branch
from tests.tui.looks import overlaps, rows_of

HOSTILE = {
    "escape": "Pass\x1b[31mport\x1b]0;owned\x07",
    "c1": "Pass\x9b2Jport",
    "markup": "[@click=app.quit]Passport[/] [b",
    "closing markup": "20 [/b] [/]",
    "bidi": "Pass\u202etrop\u2066",
    "zalgo": "P" + "\u0301" * 500 + "assport",
    "invisible": "P\u200ba\u2060s\ufeffs",
    "lines": "Pass\nport\r\n\tnow",
    "long": "Passport " * 1000,
    "one long word": "P" * 10_000,
    "wide": "護照申請" * 50,
    "nothing": "\u200b\x00",
    "dots": "a · b · " * 40,
}


def hostile_branch(name: str) -> Branch:
    """Every text of it is `name`."""
    words = {"en": name, "ar": name}
    services = tuple(
        Service(ServiceId(f"service00{n}"), words, "a", bring=words) for n in range(5)
    )
    group = Group(GroupId("group00001"), words, tuple(s.id for s in services))
    return branch(
        name=words,
        services=services,
        groups=(group,),
        ranges=(NumberRange("a", "A"),),
        address=words,
        where_to_wait=words,
    )


@pytest.mark.parametrize("size", [(66, 18), (87, 24)], ids=["66x18", "87x24"])
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_leaves_the_page_as_it_was(
    name: str, size: tuple[int, int]
) -> None:
    """The way to a number works, nothing overlaps, and every row has its width."""
    async with kiosk(Place([hostile_branch(HOSTILE[name])]), size) as hand:
        for way in ("language-0", "choice-0", "take"):
            screen = hand.app.screen
            assert ([], []) == (overlaps(screen), controls(rows_of(screen)))
            assert {size[0]} == widths(hand.app)
            tile = screen.query_one(f"#{way}")
            hand.touch(tile.region.x + 3, tile.region.y + 1)
            await hand.until_true(lambda screen=screen: hand.app.screen is not screen)  # type: ignore[misc]
        assert "NumberGiven" == hand.page
        assert {size[0]} == widths(hand.app)


def controls(rows: list[str]) -> list[str]:
    """What is no character to be drawn."""
    return [sign for row in rows for sign in row if not (sign.isprintable())]


def widths(app: object) -> set[int]:
    """Cells in each row of the glass."""
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return {strip.cell_length for strip in strips}
