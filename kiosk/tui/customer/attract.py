"""K1: waits for the next customer, and takes the language from the first touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from kiosk.i18n.speaker import Speaker
from kiosk.tui.customer.frame import Frame, FramePlan
from kiosk.tui.customer.help_page import HelpPage
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import Plan, in_columns, in_middle, in_rows
from kiosk.tui.signs import CALL, CONTRAST, LARGER
from kiosk.tui.tile import Label, Look, Tile
from kiosk.tui.words import Words

TURN_SECONDS = 5.0
MOST_TILES = 6
_LARGE_ROWS = 6
"""Of a tile, or of the greeting, in larger text of any script."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the first page says. `speakers`: one a language, the branch's own first.

    `messages` is what staff have to say, once a language, "" when nothing. `standing` is a line
    about now ("Open until 17:00"); `hint` is for whoever tries the demo;
    `contrast` whether there is another theme to change to, `staff` whether somebody can be called.
    """

    speakers: Sequence[Speaker]
    standing: str
    messages: Sequence[str] = ()
    hint: str = ""
    contrast: bool = False
    staff: bool = False


class Attract(Page):
    """Greets in all its languages by turns."""

    DRIFTS = True

    @dataclass
    class Begun(Message):
        """Somebody is there, and reads that language."""

        locale: str

    @dataclass
    class MoreLanguages(Message):
        """Somebody is there, and their language isn't among the first."""

    def __init__(self) -> None:
        """Nobody there."""
        super().__init__()
        self.welcome = Words(id="welcome", classes="title")
        self.touch = Words(id="touch", classes="topic")
        self.tiles = [Tile(id=f"language-{n}") for n in range(MOST_TILES)]
        self.message = Words(id="message", classes="warning")
        self.standing = Words(id="standing")
        self.hint = Words(id="hint", classes="start quiet")
        self.larger = Tile(id="larger")
        self.contrast = Tile(id="contrast")
        self.staff = Tile(id="staff")
        self.invitation: Invitation | None = None
        self._turn = 0
        self._finger_down = False

    def inside(self) -> Iterable[Widget]:
        """Greeting, languages, how things stand."""
        yield self.welcome
        yield self.touch
        yield from self.tiles
        yield self.message
        yield self.standing
        yield self.hint
        yield self.larger
        yield self.contrast
        yield self.staff

    def on_mount(self) -> None:
        """The greeting changes its language while nobody is there."""
        self.set_interval(TURN_SECONDS, self._greet_in_next)

    def show(self, frame: Frame, invitation: Invitation) -> None:
        """Invite."""
        rtl = frame.speaker.rtl
        self.invitation = invitation
        self.dress(frame)
        for tile in (self.back, self.start_over, self.help, self.language):
            tile.display = False
        for index, tile in enumerate(self.tiles):
            tile.display = index < self._count()
            if tile.display:
                tile.show(self._label(index, frame.speaker))
        self._offer_help(frame, invitation)
        self.message.display = any(invitation.messages)
        self.standing.say(invitation.standing, rtl=rtl)
        self.hint.say(invitation.hint, rtl=rtl)
        self._greet()

    def places(self, frame: FramePlan, panel: Panel) -> Plan:
        """Greeting above, languages in the middle, the rest below."""
        main, count = frame.main, self._count()
        columns = 1 if count == 1 else 2 if count in (2, 4) or panel.tall else 3
        rows = -(-count // columns)
        gap = 2 if panel.airy else 1
        standing_rows = max(1, self.standing.height(main.width, most=2))
        message_rows = min(3, panel.rows // 9) if self.message.display else 0
        below = standing_rows + message_rows
        welcome_rows = 1
        if panel.large and main.height - below - (rows + 1) >= (rows + 1) * _LARGE_ROWS:
            welcome_rows, gap = _LARGE_ROWS - 1, 1
        room = (main.height - 1 - welcome_rows - below - gap * (rows + 1)) // rows
        height = min(13 if panel.airy else 9, max(panel.target[1], room))
        heights = [1 + welcome_rows, *[height] * rows, below]
        strips = in_rows(main, heights, gap, low=panel.tall)
        greeting, *middle, lower = strips
        message, standing = lower.split_horizontal(message_rows)
        welcome, touch = greeting.split_horizontal(welcome_rows)
        places: dict[Widget, Region] = {
            self.welcome: welcome,
            self.touch: touch,
            self.message: message,
            self.standing: standing,
            **self._bar(frame.bar),
        }
        wide = min(main.width, columns * (50 if panel.airy else 40))
        for row, strip in enumerate(middle):
            cells = in_columns(in_middle(strip, wide), columns, gap=2)
            start = row * columns
            places |= dict(zip(self.tiles[start:count], cells, strict=False))
        return {w: place for w, place in places.items() if w.display}

    def pressed(self, tile: Tile) -> Message | None:
        """A language, or help with the screen."""
        if not self.invitation:
            return None
        helps = {
            self.larger: HelpPage.Larger,
            self.contrast: HelpPage.Contrast,
            self.staff: HelpPage.StaffCalled,
        }
        if tile in helps:
            return helps[tile]()
        index = self.tiles.index(tile)
        if self._has_more() and index == MOST_TILES - 1:
            return self.MoreLanguages()
        return self.Begun(self.invitation.speakers[index].locale)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A finger beside the tiles is a customer, too."""
        self._finger_down = event.button == 1

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Who touches no language gets the branch's own."""
        if self._finger_down and not self.locked and self.invitation:
            self._send(self.Begun(self.invitation.speakers[0].locale))
        self._finger_down = False

    def _offer_help(self, frame: Frame, invitation: Invitation) -> None:
        speaker, rtl = frame.speaker, frame.speaker.rtl
        size = "help-smaller" if frame.panel.large else "help-larger"
        self.contrast.display, self.staff.display = (
            invitation.contrast,
            invitation.staff,
        )
        for tile, words in (
            (self.larger, f"{LARGER} {speaker.say(size)}"),
            (self.contrast, f"{CONTRAST} {speaker.say('attract-contrast')}"),
            (self.staff, f"{CALL} {speaker.say('help-staff')}"),
        ):
            tile.show(Label(words, look=Look.ASIDE, rtl=rtl))

    def _bar(self, bar: Region) -> dict[Widget, Region]:
        """Help with the screen at the start, staff at the end, the hint between them."""
        wide = max(16, min(26, bar.width // 4))
        larger, rest = bar.split_vertical(wide)
        contrast, rest = rest.shrink((0, 0, 0, 1)).split_vertical(wide - 2)
        hint, staff = rest.split_vertical(-wide)
        if not self.contrast.display:
            hint = contrast.union(hint)
        return {
            self.larger: larger,
            self.contrast: contrast,
            self.hint: hint.shrink((0, 1, 0, 1)),
            self.staff: staff,
        }

    def _count(self) -> int:
        return min(MOST_TILES, len(self.invitation.speakers)) if self.invitation else 0

    def _has_more(self) -> bool:
        return self.invitation is not None and (
            len(self.invitation.speakers) > MOST_TILES
        )

    def _label(self, index: int, own: Speaker) -> Label:
        assert self.invitation  # noqa: S101  tiles are shown with one
        if self._has_more() and index == MOST_TILES - 1:
            return Label(own.say("attract-more"), look=Look.ASIDE, rtl=own.rtl)
        speaker = self.invitation.speakers[index]
        crowded = self.frame is not None and self.frame.panel.low and self._count() > 3
        begin = "" if crowded else speaker.say("attract-begin")
        return Label(speaker.native_name, begin, Look.CHOICE, speaker.rtl)

    def _greet_in_next(self) -> None:
        self._turn += 1
        if self.is_current:
            self._greet()

    def _greet(self) -> None:
        if not self.invitation:
            return
        speakers = self.invitation.speakers
        speaker = speakers[self._turn % len(speakers)]
        touch = "attract-touch" if len(speakers) > 1 else "attract-take"
        self.welcome.say(speaker.say("attract-welcome"), rtl=speaker.rtl)
        self.touch.say(speaker.say(touch), rtl=speaker.rtl)
        told = self.invitation.messages[self._turn % len(speakers) :][:1]
        self.message.say(told[0] if told else "", rtl=speaker.rtl)
