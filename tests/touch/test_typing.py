"""Names and numbers typed on real glass, as fast as people do."""

import pytest

from tests.touch.finger import pause
from tests.touch.glass import GUARDED, Glass

PHONE = "301234567"
NAME = "MARIASZABO"


@pytest.fixture
def naming(touched: Glass) -> Glass:
    """The page that asks for a name; the number before it was typed ten digits a second."""
    touched.walk("English", "I need a service", "Passport: new", "Book a time")
    type_on(touched, [f"key-{digit}" for digit in PHONE], every=0.1, stays=0.06)
    touched.until("EnterPhone", "30 123 4567_")
    touched.walk("Continue ›")
    touched.until("EnterName")
    pause(GUARDED)  # a page this young takes a touch near the last one for its bounce
    touched.settle()
    return touched


def type_on(glass: Glass, keys: list[str], every: float, stays: float) -> None:
    """Touch keys one after the other, one every so many seconds."""
    glass.hand.type([glass.at(key) for key in keys], every, stays)


@pytest.mark.parametrize("every", [0.1, 0.05])
def test_every_letter_arrives_in_order(naming: Glass, every: float) -> None:
    """Ten letters a second, and twenty; some of them twice in the same place."""
    name = NAME + "OTTO"
    before = len(naming.pressed)
    type_on(naming, list(name), every, stays=every / 2)
    naming.until("EnterName", name.capitalize() + "_")
    assert len(name) == len(naming.pressed) - before


def test_a_double_tap_on_a_keyboards_name_types_nothing(naming: Glass) -> None:
    """Its letters come up under the finger; then they are typed as any."""
    naming.hand.tap(naming.at("ع Ж Ω"))
    at = naming.at("ΑΒΓ", 0.2)
    naming.hand.tap(at)
    pause(0.08)
    naming.hand.tap(at)
    pause(GUARDED)
    naming.settle()
    assert "_" not in naming.text
    assert str(naming.under(at)).startswith("key-")
    type_on(naming, list("ΨΩΨΣ"), every=0.1, stays=0.05)
    naming.until("EnterName", "Ψωψς_")


def test_who_types_with_two_fingers_at_once_gets_no_wrong_letter(naming: Glass) -> None:
    """An X server moves its one pointer for the first finger alone: a terminal never hears of a
    second one that comes before the first has left. The letters that arrive are the firsts'.
    """
    before, heard = len(naming.pressed), naming.downs
    first, second, third = (naming.at(key) for key in "ANE")
    for one, other in ((first, second), (third, first)):
        naming.hand.down(one, 0)
        pause(0.06)
        naming.hand.down(other, 1)
        pause(0.03)
        naming.hand.up(one, 0)
        pause(0.06)
        naming.hand.up(other, 1)
        pause(0.03)
    naming.until("EnterName", "Ae_")
    naming.settle()
    assert (2, 2) == (len(naming.pressed) - before, naming.downs - heard)
