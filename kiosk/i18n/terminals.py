"""Which terminals draw cells in the order they get them.

Right-to-left text is ordered before it is drawn. A terminal that orders it once more shows it
backwards, so such languages are offered only where the terminal is known to leave cells alone.
"""

from collections.abc import Callable, Mapping
from typing import Final, Literal

Setting = Literal["auto", "on", "off"]

_REORDER: Final = (
    "KITTY_WINDOW_ID",  # reverses every run by itself
    "KONSOLE_VERSION",
    "MLTERM",
    "VTE_VERSION",  # GNOME Terminal and its family
)
"""Variables of terminals with a bidi of their own."""

_IN_ORDER: Final[tuple[Callable[[Mapping[str, str]], bool], ...]] = (
    lambda env: "XTERM_VERSION" in env,
    lambda env: env.get("TERM", "").split("-")[0] in ("foot", "alacritty"),
    lambda env: env.get("TERM_PROGRAM") == "textual",  # xterm.js in a browser
)


def draws_in_order(setting: Setting, env: Mapping[str, str]) -> bool:
    """What `setting` says; for "auto", whether the terminal of `env` is a known one.

    Inside tmux or screen the outer terminal can't be known, so "auto" says no.
    """
    if setting != "auto":
        return setting == "on"
    if env.get("TERM", "").startswith(("tmux", "screen")) or "TMUX" in env:
        return False
    if any(name in env for name in _REORDER):
        return False
    return any(known(env) for known in _IN_ORDER)
