"""The main screen: everything a counter needs to see, and the keys for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from kiosk.domain.serving import CounterStatus, Row, Which
from kiosk.text import clean
from kiosk.tui.placing import Placing
from kiosk.tui.staff.acts import Acts
from kiosk.tui.staff.bell import Bell
from kiosk.tui.staff.book import list_of
from kiosk.tui.staff.doing import Doing
from kiosk.tui.staff.following import Following
from kiosk.tui.staff.glance import keys_here, longest, on_key_line, on_time
from kiosk.tui.staff.happened import Happened
from kiosk.tui.staff.helping import asks_first, call_for_help
from kiosk.tui.staff.key_line import KeyLine
from kiosk.tui.staff.key_names import bindings, shown
from kiosk.tui.staff.keys import Action, Key, Where, offered
from kiosk.tui.staff.line import Part as Words
from kiosk.tui.staff.my_day import MyDay
from kiosk.tui.staff.next_up import NextUp
from kiosk.tui.staff.notice import Notice
from kiosk.tui.staff.now_serving import NowServing, Serving
from kiosk.tui.staff.paper import Paper
from kiosk.tui.staff.plan import PAGES, Part, plan
from kiosk.tui.staff.queue import Parts, Queue, View
from kiosk.tui.staff.refusals import why_not
from kiosk.tui.staff.scene import Scene
from kiosk.tui.staff.seat import Seat
from kiosk.tui.staff.status_line import Standing, StatusLine
from kiosk.tui.staff.voice import Voice

if TYPE_CHECKING:
    from kiosk.tui.staff.leading import Leading
    from kiosk.tui.staff.ready import Ready

PAINT_SECONDS: Final = 0.03
"""Changes that come together are painted together."""

_PANELS: Final = (Part.SERVING, *PAGES)
"""The order of the tabulator key."""


class Console(Screen[None], inherit_bindings=False):
    """Shows the book, and hands keys to the acts. Refusals are said where the number is."""

    ALLOW_SELECT = False
    AUTO_FOCUS: ClassVar[str | None] = ""

    class Lock(Message):
        """Nobody may see or do anything here until its operator is back."""

    class Left(Message):
        """The operator leaves."""

    @dataclass
    class Failed(Message):
        """Something nobody expected happened. `fatal`: the lobby is no longer followed."""

        error: Exception
        fatal: bool

    def __init__(self, ready: "Ready", seat: Seat, voice: Voice) -> None:
        """For who sits at that counter, in the words of `voice`."""
        super().__init__()
        self.ready, self.seat, self.voice = ready, seat, voice
        self.table = offered(ready.table, ready.backend.capabilities)
        self.following = Following(ready.backend, ready.clock, seat.post, self.change)
        self.doing = Doing(
            ready.backend, ready.clock, self.following, voice, self, ready.new_key
        )
        self.acts = Acts(self)
        self.paper = Paper(
            ready.backend, ready.printers, voice.branch, ready.name, voice, self
        )
        self.leading: Leading | None = None
        self.page = Part.QUEUE
        self.status_line = StatusLine(id=Part.STATUS)
        self.serving = NowServing(id=Part.SERVING)
        self.next_up = NextUp(id=Part.NEXT)
        self.queue = Queue(id=Part.QUEUE)
        self.day = MyDay(id=Part.DAY)
        self.events = Happened(id=Part.EVENTS)
        self.pages = Parts(id=Part.PAGES)
        self.notice = Notice(id=Part.NOTICE)
        self.key_line = KeyLine(id=Part.KEYS)
        self._widgets: dict[Part, Widget] = {
            Part.STATUS: self.status_line,
            Part.SERVING: self.serving,
            Part.NEXT: self.next_up,
            Part.PAGES: self.pages,
            Part.QUEUE: self.queue,
            Part.DAY: self.day,
            Part.EVENTS: self.events,
            Part.NOTICE: self.notice,
            Part.KEYS: self.key_line,
        }
        self._by_action = {key.action: key for key in self.table}
        self._said = ""
        self._said_offline = False
        self._bell = Bell()
        self._told = ""
        self._told_at: datetime | None = None
        self._paint_due = False
        self._placing = Placing(self._plan)
        self._placing.mirrored = voice.rtl
        self._bindings = bindings(self.table)

    @property
    def layout(self) -> Layout:
        """Places are computed from the size of the terminal."""
        return self._placing

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.status_line
        yield self.serving
        yield self.next_up
        yield self.pages
        yield self.queue
        yield self.day
        yield self.events
        yield self.notice
        yield self.key_line

    def on_mount(self) -> None:
        """Begin to follow, and to count seconds."""
        self.set_class(self.voice.rtl, "-rtl")
        self.queue.tell_keys(
            {key.action: shown(key.keys[0]) for key in self.table if key.keys}
        )
        self.set_focus(self.queue.table)
        self.run_worker(self.following.run(), group="follow", exit_on_error=False)
        self.set_interval(1.0, self.tick)
        self.paint()

    def on_resize(self) -> None:
        """Another layout."""
        self.call_after_refresh(self.paint)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was done beside the screen, and went wrong."""
        event.stop()
        error = event.worker.error
        if event.state is WorkerState.ERROR and isinstance(error, Exception):
            self.post_message(self.Failed(error, event.worker.group == "follow"))

    # keys

    async def action_key(self, name: str) -> None:
        """A key: what it does, or why not."""
        await self.press(Action(name))

    async def press(self, action: Action) -> None:
        """Do what a key does, if nothing stands in its way."""
        key = self._by_action[action]
        obstacle = key.obstacle(self.scene())
        self._said = why_not(self.voice, obstacle) if obstacle else ""
        self._said_offline = obstacle is not None and not self.following.link.up
        if obstacle:
            self._paint_small()
        else:
            self.acts.begin(action)

    def works(self, key: Key) -> bool:
        """Whether a key does something now."""
        return key.obstacle(self.scene()) is None

    def scene(self) -> Scene:
        """What decides what can be done."""
        state = self.following.counter_state()
        return Scene(
            now=self.ready.clock.now(),
            here=self.here,
            picked=self.picked,
            counter=state.status if state else CounterStatus.OPEN,
            linked=self.following.link.up,
            undo_seconds=self.doing.undo_seconds,
            named=self.seat.operator is not None,
            in_charge=self.seat.in_charge,
            may_choose=self.seat.may_choose,
            prints=bool(self.ready.printers),
            summoned=asks_first(self.following.book.lobby) is not None,
        )

    @property
    def here(self) -> Row | None:
        """Who is at this counter."""
        return self.following.book.at(self.seat.post.counter)

    @property
    def picked(self) -> Row | None:
        """The row that is picked, while its list has the focus."""
        return self.queue.picked if self.queue.table.has_focus else None

    @property
    def where(self) -> Where:
        """The panel somebody is in, for its help."""
        if self.queue.table.has_focus:
            return Where.QUEUE
        return Where.SERVING if self.serving.has_focus else Where.CONSOLE

    def enter(self, part: Part) -> None:
        """Go to a panel."""
        if part in PAGES and part is not self.page:
            self.page = part
            self.pages.refresh(layout=True)  # a part of the screen: its places are new
        self.set_focus(self._focus_of(part))
        self.call_after_refresh(self.paint)

    def step_panel(self, by: int) -> None:
        """The next panel, or the one before."""
        there = [part for part in _PANELS if self._has(part)]
        now = self._focused_part()
        at = there.index(now) if now in there else 0
        self.enter(there[(at + by) % len(there)])

    async def point_at(self, row: Row) -> None:
        """Pick a ticket in its list; one that stands in none is looked at."""
        self.following.book.take(row)
        which = list_of(row.ticket)
        if which is None:
            self.enter(Part.SERVING)
            return
        self.queue.look_at(View(which))
        await self.following.reach(which, row.ticket.id)
        self.paint()
        self.queue.pick(row.ticket.id)
        self.enter(Part.QUEUE)

    # what became of it

    def done(self, text: str) -> None:
        """Say what was done; nothing is in the way any more."""
        self._said, self._told, self._told_at = "", text, self.ready.clock.now()
        self.paint()

    def refused(self, text: str) -> None:
        """Say what was not, at the place it was about."""
        self._said = text
        self.paint()

    # painting

    def change(self) -> None:
        """Something may look different: paint soon, once for all that comes together."""
        if not self._paint_due and self.is_mounted:
            self._paint_due = True
            self.set_timer(PAINT_SECONDS, self.paint)

    def tick(self) -> None:
        """A second went by."""
        self.queue.tick(self.ready.clock.now())
        self._paint_small()

    def paint(self) -> None:
        """Show all that is known."""
        self._paint_due = False
        if not self.is_mounted:
            return
        book, now = self.following.book, self.ready.clock.now()
        self.queue.show(self.voice, book, now)
        self.day.show(
            self.voice,
            self.following.own_day,
            book.waiting(),
        )
        self.events.show(self.voice, book.events)
        self._paint_small()
        self._ring()
        if self.leading:
            self.leading.show()

    def _paint_small(self) -> None:
        """What changes with time alone."""
        voice, scene = self.voice, self.scene()
        if self._said_offline and scene.linked:
            self._said, self._said_offline = "", False
        book, now = self.following.book, scene.now
        waiting = book.count(Which.WAITING)
        self.serving.show(
            voice,
            Serving(
                now,
                scene.here,
                waiting,
                self.following.counter_state(),
                keys_here(self._by_action, scene, voice),
                self._said,
                bool(book.lobby and book.lobby.day_closed),
            ),
        )
        self.next_up.show(voice, self.following.next_up, now)
        self.status_line.show(
            voice,
            Standing(
                now,
                self.following.link,
                voice.counter(self.seat.post.counter),
                clean(self.seat.operator.name) if self.seat.operator else "",
                scene.counter,
                waiting,
                longest(book),
                on_time(book, voice),
            ),
        )
        self._show_pages()
        self._show_notice(scene)
        self._show_keys(scene)

    def _show_pages(self) -> None:
        """The panels of a small terminal."""
        parts = []
        for part in PAGES:
            name = self.voice.say(f"staff-panel-{part}")
            on = part is self.page
            parts.append(
                Words(f" {name} ", "bold $main-text on $main" if on else "$quiet")
            )
            parts.append(Words(" "))
        self.pages.show(parts, rtl=self.voice.rtl)

    def _show_notice(self, scene: Scene) -> None:
        """What was done last, and for how long it can be taken back."""
        end = ""
        undo = self._by_action[Action.UNDO]
        if scene.undo_seconds and scene.linked and undo.keys:
            end = self.voice.say(
                "staff-undo-in", key=shown(undo.keys[0]), seconds=scene.undo_seconds
            )
        old = self._told_at is None or scene.now - self._told_at > timedelta(minutes=1)
        told = "" if old else self._told
        if self.doing.slow:
            told = self.voice.say("staff-awaited")
        attend, lobby = self._by_action[Action.ATTEND], self.following.book.lobby
        asks = call_for_help(self.voice, lobby, scene.now, attend)
        self.notice.show(told, end, asks, rtl=self.voice.rtl)

    def _show_keys(self, scene: Scene) -> None:
        keys = on_key_line(self.table, scene, self.voice)
        self.key_line.show(keys, rtl=self.voice.rtl)

    def _ring(self) -> None:
        """One soft bell for somebody who comes while this counter has nothing to do, or asks."""
        state = self.following.counter_state()
        is_open = state is not None and state.status is CounterStatus.OPEN
        idle = self.here is None and is_open
        if self._bell.rings(self.following.book, idle=idle) and self.ready.sound:
            self.app.bell()

    # where things are

    def _plan(self, size: Size) -> Mapping[Widget, Region]:
        return {self._widgets[part]: at for part, at in plan(size, self.page).items()}

    def _has(self, part: Part) -> bool:
        """Whether a panel can be gone to."""
        return part in plan(self.size, part if part in PAGES else self.page)

    def _focus_of(self, part: Part) -> Widget:
        return self.queue.table if part is Part.QUEUE else self._widgets[part]

    def _focused_part(self) -> Part:
        focused = self.focused
        found = [p for p in _PANELS if self._focus_of(p) is focused]
        return found[0] if found else Part.SERVING

    def on_queue_moved(self) -> None:
        """Other keys work for another row; a row that went away is no move of anybody's."""
        if self.queue.picked:
            self._said = ""
        self._paint_small()

    def on_queue_near_end(self) -> None:
        """More rows are wanted."""
        which = self.queue.view.which
        self.run_worker(
            self.following.more(which),
            group="more",
            exclusive=False,
            exit_on_error=False,
        )

    def on_descendant_focus(self) -> None:
        """Other keys work in another panel."""
        self._paint_small()
