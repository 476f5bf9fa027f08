"""What tests of screens share."""

import pytest
import stamina


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing counts while a picture is taken."""
    given = "kiosk.tui.customer.number_given.NumberGiven._tick"
    monkeypatch.setattr(given, lambda _: None)


@pytest.fixture
def no_waiting() -> None:
    """Retries come at once."""
    stamina.set_testing(True, attempts=3)
