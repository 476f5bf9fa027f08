"""A number now: from the first touch to the paper, and what a customer sees on the way."""

from pathlib import Path

from textual.color import Color

import kiosk.i18n as kiosk_words
from kiosk.domain.branch import CounterId, ServiceId
from kiosk.domain.ticket import Draft
from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.letters import Letters
from kiosk.tui.words import Words
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import (
    CARD,
    MAIN,
    MORNING,
    PARKING,
    PASSPORT,
    Tray,
    branch,
    small_branch,
)

ENGLISH = Path(kiosk_words.__file__).parent / "locales" / "en.ftl"
WAY = ("English", "Documents", "Passport: new", "Take a number")


def number(hand: Hand) -> str:
    """The number on the glass."""
    return hand.app.screen.query_one("#number", Letters).text


async def test_a_number_takes_three_touches_without_topics() -> None:
    async with kiosk(Place([small_branch(4)])) as hand:
        await hand.walk("English", "Passport: new", "Take a number")
        assert "NumberGiven" == hand.page


async def test_the_way_can_be_gone_with_a_keyboard() -> None:
    async with kiosk(Place([small_branch(4)])) as hand:
        for page in ("ChooseService", "TakeNumber", "NumberGiven"):
            await hand.pilot.press("tab", "enter")
            await hand.until(page)
        assert "A001" == number(hand)


async def test_a_touch_beside_the_languages_begins_in_the_branchs_own() -> None:
    async with kiosk(Place([small_branch(4)])) as hand:
        hand.touch(1, 20)
        await hand.until("ChooseService", "Which service")


async def test_what_is_seen_before_the_last_touch_is_what_is_given() -> None:
    """As many before, and the same wait, as the desk tells on the ticket."""
    async with kiosk(Place(waiting=[PASSPORT] * 4)) as hand:
        await hand.walk(*WAY[:3])
        assert "Bring: old passport, ID card, 1 photo" in hand.text
        ahead = hand.app.screen.query_one("#ahead").figure  # type: ignore[attr-defined]  # it is a Figure
        wait = hand.app.screen.query_one("#wait").figure  # type: ignore[attr-defined]  # it is a Figure
        await hand.walk("Take a number")
        lo, hi = wait.split("-")
        assert f"{ahead} people before you · about {lo}–{hi} min" in hand.text


async def test_the_queue_is_live_while_a_customer_looks() -> None:
    place = Place([small_branch(4)], waiting=[CARD, CARD])
    async with kiosk(place) as hand:
        await hand.walk("English")
        assert "2 waiting" in hand.tile("ID card").label.note
        await place.desk.call(MAIN, CounterId("1"), "test")
        await hand.until_true(lambda: "1 waiting" in hand.tile("ID card").label.note)


async def test_a_closed_service_is_shown_with_its_reason_and_explains_itself() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk("English", "Documents")
        assert "CLOSED · opens 13:00" == hand.tile("Driving licence").label.note
        await hand.walk("Driving licence")
        assert "Driving licence is closed now. It opens 13:00." in hand.text
        await hand.walk("OK")
        assert "ChooseService" == hand.page


async def test_a_service_without_numbers_left_says_so() -> None:
    async with kiosk(Place(waiting=[PARKING])) as hand:
        await hand.walk("English", "Tax", "Parking permit")
        assert "Parking permit is full for today." in hand.text


async def test_numbers_that_run_out_under_the_last_touch_are_explained() -> None:
    """Somebody else was quicker; the way on is another service."""
    place = Place()
    async with kiosk(place) as hand:
        await hand.walk("English", "Tax", "Parking permit")
        await place.desk.issue(_draft(PARKING), None, "another kiosk")
        await hand.walk("Take a number")
        assert "Dialog" == hand.page
        assert "This service is full for today. Choose another one." in hand.text
        await hand.walk("OK")
        assert "ChooseService" == hand.page


async def test_back_leads_to_the_page_before_with_nothing_lost() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAY[:3])
        seen = [hand.page]
        for _ in range(3):
            await hand.walk("Back")
            seen.append(hand.page)
        assert ["TakeNumber", "ChooseService", "ChooseGroup", "Attract"] == seen


async def test_escape_is_back() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAY[:2])
        await hand.pilot.press("escape")
        await hand.until("ChooseGroup")


async def test_start_over_forgets_everything() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk("English", "Documents", "Passport: new", "Start over")
        assert "Attract" == hand.page
        for page in hand.app._at_work._stage.pages:
            words = " ".join(str(w.text) for w in page.query(Words))
            assert page is hand.app.screen or "Passport" not in words


async def test_the_language_changes_on_any_page_and_nothing_else_does() -> None:
    async with kiosk(Place()) as hand:
        await hand.walk(*WAY[:3])
        await hand.tap("العربية")
        await hand.until("TakeNumber", "جواز سفر جديد")
        await hand.walk("خذ رقمًا")
        assert "A001" == number(hand)


async def test_services_beyond_a_page_are_a_touch_away_and_the_page_is_remembered() -> (
    None
):
    async with kiosk(Place(), (66, 18)) as hand:
        await hand.walk("English", "Documents")
        assert "1 / 2" in hand.text
        assert hand.app.screen.query_one("#previous").disabled
        await hand.tap("›")
        assert "Address change" in hand.text
        await hand.walk("Address change", "Back")
        assert "Address change" in hand.text


async def test_a_quick_finger_turns_page_after_page() -> None:
    """Touching one place fast is a bounce, but not where it means the same again."""
    async with kiosk(Place([branch(groups=())]), (66, 18)) as hand:
        await hand.walk("English")
        region = hand.app.screen.query_one("#next").region
        for _ in range(2):
            hand.touch(region.x + 2, region.y + 1, after=0.2)
        await hand.settle()
        assert "3 / 3" in hand.text


async def test_several_branches_are_asked_for_and_one_is_not() -> None:
    other = small_branch(3, id="otherplace", name={"en": "River Branch"})
    async with kiosk(Place([branch(), other])) as hand:
        await hand.walk("English")
        assert "ChooseBranch" == hand.page
        await hand.walk("River Branch", "Passport: new", "Take a number")
        assert "NumberGiven" == hand.page


async def test_the_paper_is_announced_once_it_is_there() -> None:
    tray = Tray()
    async with kiosk(Place(tray=tray)) as hand:
        await hand.walk(*WAY)
        await hand.until("NumberGiven", "Take your ticket below")
        assert ["A001 en kiosk-1"] == tray.papers


async def test_without_a_printer_nobody_is_told_to_take_a_ticket() -> None:
    async with kiosk(Place(tray=None)) as hand:
        await hand.walk(*WAY)
        assert "Take a photo of this screen." in hand.text


async def test_a_closed_branch_says_when_it_opens_in_every_language() -> None:
    place = Place()
    place.clock.at = MORNING.replace(hour=20)
    async with kiosk(place, until="Closed") as hand:
        assert "Open again tomorrow 08:00" in hand.text
        assert "مغلق" in hand.text


async def test_the_kiosk_opens_by_itself_when_the_branch_does() -> None:
    place = Place()
    place.clock.at = MORNING.replace(hour=3)
    async with kiosk(place, until="Closed") as hand:
        place.clock.at = MORNING
        await place.desk.load(place.branches[0])
        await hand.until("Attract")


async def test_one_language_is_begun_with_one_big_tile() -> None:
    async with kiosk(Place([branch(locales=("en",))])) as hand:
        assert "Take a number here" in hand.text
        await hand.walk("English")
        assert "ChooseGroup" == hand.page
        assert not [tile for tile in hand.tiles if tile.id == "language"]


async def test_right_to_left_languages_are_kept_from_terminals_that_reorder() -> None:
    async with kiosk(Place(settings={"bidi": False})) as hand:
        assert "العربية" not in hand.text


async def test_the_other_contrast_lasts_for_one_visit() -> None:
    async with kiosk(Place()) as hand:
        await hand.tap("Contrast")
        assert "kiosk-light" == hand.app.theme
        await hand.walk("English")
        drawn = hand.tile("Documents").styles.background
        assert Color.parse(hand.app.theme_variables["tile"]) == drawn
        assert "kiosk-light" == hand.app.theme
        await hand.walk("Start over")
        assert "kiosk-dark" == hand.app.theme


def _draft(service: str) -> Draft:
    return Draft(MAIN, ServiceId(service))


async def test_more_languages_than_tiles_have_a_page_of_their_own(
    tmp_path: Path,
) -> None:
    tags = ("en", "cs", "da", "de", "es", "fi", "fr", "it")
    for tag in tags:
        text = ENGLISH.read_text("utf-8")
        named = text.replace("language-name = English", f"language-name = lang-{tag}")
        (tmp_path / f"{tag}.ftl").write_text(named, "utf-8")
    settings = {"catalogue": Catalogue.load(tmp_path), "locales": tags}
    async with kiosk(Place(settings=settings)) as hand:
        assert "lang-fi" not in hand.text
        await hand.walk("More languages", "lang-fi")
        assert "ChooseGroup" == hand.page
        await hand.walk("Language", "Back")
        assert "ChooseGroup" == hand.page
        await hand.walk("Language", "lang-es")
        assert ("ChooseGroup", "es") == (hand.page, hand.app._at_work.session.locale)


async def test_nobody_stays_on_the_page_of_languages() -> None:
    """The next customer starts at the beginning."""
    async with kiosk(Place()) as hand:
        hand.app._at_work.ask_language()
        await hand.until("ChooseLanguage")
        assert 30 == hand.app._at_work.attention.idle._seconds
        hand.app._at_work.attention.nobody_there()
        await hand.until("Attract")
