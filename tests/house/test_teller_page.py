"""The page that tellers print names the keys that are there."""

import re

from kiosk.tui.staff.key_names import shown
from kiosk.tui.staff.keys import TABLE
from tests.house.project import ROOT

PAGE = (ROOT / "docs" / "teller.md").read_text("utf-8")
NAMED = set(re.findall(r"\*\*([^*]+)\*\*", PAGE)) - {"OFFLINE since 10:42"}
KEYS = {shown(key) for row in TABLE for key in row.keys}


def test_every_key_on_the_page_exists() -> None:
    assert set() == NAMED - KEYS


def test_every_action_that_is_no_list_has_a_key_on_the_page() -> None:
    missing = [
        row.action
        for row in TABLE
        if not NAMED & {shown(key) for key in row.keys} and row.action not in _MOVES
    ]
    assert [] == missing


_MOVES = {"next-panel", "last-panel"}
