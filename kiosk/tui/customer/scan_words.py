"""What a scanner read, for who sets it up. The one place where it is shown as it came."""

from kiosk.domain.scanned import PLAIN, Scanned, Spelling, read
from kiosk.domain.scanner_layouts import LAYOUTS
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.signs import DONE, WRONG

_SHOWN = 120
"""Letters; who sets up a scanner needs no more."""


def scan_lines(text: str, spelling: Spelling | None, speaker: Speaker) -> list[str]:
    """What `text` means with the settings there are, and with which it would be ours."""
    set_up = spelling or PLAIN
    found = read(text, set_up)
    ours = found != Scanned()
    return [
        f"{DONE if ours else WRONG} {speaker.say(f'upkeep-scan-{_kind(found)}')}",
        speaker.say("upkeep-scan-raw", raw=clean(text, limit=_SHOWN)),
        speaker.say("upkeep-scan-length", count=len(text)),
        *_layout(text, set_up, speaker, ours=ours),
        "",
        speaker.say("upkeep-scan-again"),
    ]


def _kind(found: Scanned) -> str:
    if found.card:
        return "card"
    if found.code8:
        return "code"
    return "ticket" if found.ticket else "unknown"


def _layout(text: str, set_up: Spelling, speaker: Speaker, *, ours: bool) -> list[str]:
    """The layout with which a text that isn't ours would be. A bare id is no proof: any ten
    letters and digits could be one."""
    if ours:
        return [speaker.say("upkeep-scan-layout-good")]
    for layout in LAYOUTS:
        other = Spelling(set_up.prefix, set_up.suffix, layout, set_up.card)
        found = read(text, other)
        if found.code8 or found.card:
            return [speaker.say("upkeep-scan-layout", layout=layout)]
    return []
