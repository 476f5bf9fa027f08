"""Arabic is offered where it will not come out backwards."""

from collections.abc import Mapping

import pytest

from kiosk.i18n.terminals import Setting, draws_in_order


@pytest.mark.parametrize(
    ("env", "in_order"),
    [
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(398)"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "foot-extra"}, True),
        ({"TERM": "alacritty"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "textual"}, True),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "1", "XTERM_VERSION": "x"}, False),
        ({"TERM": "mlterm", "MLTERM": "3.9.3"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color", "XTERM_VERSION": "XTerm(398)"}, False),
        ({"TERM": "linux"}, False),
        ({}, False),
    ],
)
def test_a_terminal_is_known_or_not(env: Mapping[str, str], in_order: bool) -> None:
    """Only those that leave cells alone; what is unknown counts as no."""
    assert in_order is draws_in_order("auto", env)


@pytest.mark.parametrize(("setting", "in_order"), [("on", True), ("off", False)])
def test_the_technician_has_the_last_word(setting: Setting, in_order: bool) -> None:
    """Whoever stands before the panel sees how it comes out."""
    for env in ({"TERM": "foot"}, {"KITTY_WINDOW_ID": "1"}):
        assert in_order is draws_in_order(setting, env)
