"""A number for somebody who stands at the counter."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.branch import (
    BranchState,
    Group,
    GroupId,
    ServiceId,
    ServiceState,
    in_language,
)
from kiosk.domain.ticket import Draft
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.languages import language_items
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.written import BETWEEN


@dataclass(frozen=True, slots=True)
class NewWalkIn:
    """What to issue, and whether on paper."""

    draft: Draft
    print: bool


_CLOSED = frozenset({"paused", "no-numbers", "full"})

Errand = tuple[GroupId | None, ServiceId]


class WalkIn(Frame[NewWalkIn]):
    """A service by typing part of its name or its group's; how it is there stands beside it."""

    def __init__(
        self, speaker: Speaker, state: BranchState, *, printer: bool, source: str
    ) -> None:
        """`printer`: this console has one. `source` is told of the ticket."""
        super().__init__(speaker, speaker.say("staff-dialog-walk-in-title"))
        self._branch, self._source, rtl = state.branch, source, speaker.rtl
        self._errand: Pick[Errand] = Pick(
            _errands(speaker, state),
            id="errand",
            rtl=rtl,
            search=speaker.say("staff-dialog-type"),
            empty=speaker.say("staff-dialog-no-match"),
        )
        self._paper = Pick(
            [
                Item(True, speaker.say("staff-dialog-paper")),
                Item(False, speaker.say("staff-dialog-no-paper")),
            ],
            id="paper",
            rtl=rtl,
            chosen=True,
        )
        self._locale = Pick(
            language_items(state.branch.locales),
            id="language",
            rtl=rtl,
            chosen=state.branch.default_locale,
        )
        self.field(self._errand, speaker.say("staff-dialog-service"))
        if printer:
            self.field(self._paper, speaker.say("staff-dialog-print"))
        if len(state.branch.locales) > 1:
            self.field(self._locale, speaker.say("staff-dialog-language"))
        self._prints = printer
        self.answer("save", speaker.say("staff-dialog-issue"), "Enter", main=True)

    def read(self) -> NewWalkIn:
        """Raises Wrong."""
        if self._errand.value is None:
            raise Wrong(errand="staff-dialog-service-missing")
        group, service = self._errand.value
        locale = self._locale.value or self._branch.default_locale
        draft = Draft(self._branch.id, service, group, locale, self._source)
        return NewWalkIn(draft, self._prints and self._paper.value is not False)


def _errands(speaker: Speaker, state: BranchState) -> Iterable[Item[Errand]]:
    """Every walk-in service, as it is listed; then those in no group."""
    branch, listed = state.branch, set()
    for group in branch.groups:
        for service in group.services:
            listed.add(service)
            yield from _errand(speaker, state, group, service)
    for other in branch.services:
        if other.id not in listed:
            yield from _errand(speaker, state, None, other.id)


def _errand(
    speaker: Speaker, state: BranchState, group: Group | None, service: ServiceId
) -> Iterable[Item[Errand]]:
    branch = state.branch
    described, now = branch.service(service), state.services.get(service)
    if described is None or now is None or not described.walkin:
        return
    name = service_name(speaker, branch, service)
    if group and len(branch.groups) > 1:
        words = in_language(group.name, speaker.locale, branch.default_locale)
        name = f"{name}{BETWEEN}{clean(words)}"
    errand = (group.id if group else None, service)
    tone = Tone.PLAIN if now.is_open and not now.closed_reason else Tone.QUIET
    free = now.closed_reason is None
    yield Item(errand, name, _as_it_is(speaker, now), tone, free)


def _as_it_is(speaker: Speaker, now: ServiceState) -> str:
    if now.closed_reason:
        word = now.closed_reason if now.closed_reason in _CLOSED else "closed"
        return speaker.say(f"staff-dialog-closed-{word}")
    waiting = speaker.say("waiting-short", count=now.waiting)
    if now.wait_lo is None:
        return waiting
    wait = speaker.wait(now.wait_lo, now.wait_hi, short=True)
    return f"{waiting}{BETWEEN}{wait}" if now.waiting else wait
