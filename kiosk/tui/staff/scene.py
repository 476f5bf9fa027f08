"""What decides what can be done at a console now."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterStatus, Row
from kiosk.domain.ticket import Status
from kiosk.tui.staff.may import Obstacle, may


@dataclass(frozen=True, slots=True)
class Scene:
    """`here` is at this counter, `picked` is chosen in a list that has the focus.

    `linked`: the server answers. `undo_seconds`: how long the last deed can still be taken back.
    `named`: an operator is signed in. `prints`: there is a printer here. `summoned`: a customer
    at a kiosk asks for somebody to come.
    """

    now: datetime
    here: Row | None = None
    picked: Row | None = None
    counter: CounterStatus = CounterStatus.OPEN
    linked: bool = True
    undo_seconds: int = 0
    named: bool = False
    in_charge: bool = False
    may_choose: bool = False
    prints: bool = False
    summoned: bool = False

    def meant(self, *deeds: Deed) -> Row | None:
        """Who one of `deeds` would be done to: who is picked where that may be, else who is here."""
        if any(may(deed, self.picked, self.now) is None for deed in deeds):
            return self.picked
        return self.here or self.picked

    def any_row(self) -> Row | None:
        """Who is looked at: picked, else here."""
        return self.picked or self.here


def always(scene: Scene) -> Obstacle | None:
    """Nothing ever stands in the way."""
    return None


def can_call(scene: Scene) -> Obstacle | None:
    """Nobody may be here, and the counter must be open."""
    if scene.here:
        return Obstacle("staff-why-busy", scene.here)
    if scene.counter is not CounterStatus.OPEN:
        return Obstacle("staff-why-counter")
    return None


def can_call_picked(scene: Scene) -> Obstacle | None:
    """The same for somebody out of turn, and not everybody may choose."""
    if not (scene.may_choose or scene.in_charge):
        return Obstacle("staff-why-choose")
    blocked = can_call(scene)
    if blocked or scene.picked is None:
        return blocked or Obstacle("staff-why-nobody")
    deed = Deed.UNPARK if scene.picked.ticket.status is Status.PARKED else Deed.CALL
    return may(deed, scene.picked, scene.now)


def can_recall(scene: Scene) -> Obstacle | None:
    """Who was called here, not again at once."""
    return may(Deed.RECALL, scene.here, scene.now)


def can_enter(scene: Scene) -> Obstacle | None:
    """Somebody to start with, or picked to be looked at.

    Who is served already is not looked at by this key: it was meant to start, and came twice.
    """
    if not can_start(scene):
        return None if scene.linked else Obstacle("staff-why-offline")
    return None if scene.picked else can_start(scene)


def can_look(scene: Scene) -> Obstacle | None:
    """Anybody of today."""
    return None if scene.any_row() else Obstacle("staff-why-nobody")


def can_start(scene: Scene) -> Obstacle | None:
    """Who was called here."""
    return may(Deed.START, scene.here, scene.now)


def can_finish(scene: Scene) -> Obstacle | None:
    """Who is here."""
    return may(Deed.FINISH, scene.here, scene.now)


def can_finish_and_call(scene: Scene) -> Obstacle | None:
    """Who is here, and the counter takes the next one."""
    if scene.counter is not CounterStatus.OPEN:
        return Obstacle("staff-why-counter")
    return can_finish(scene)


def can_miss(scene: Scene) -> Obstacle | None:
    """Who was called and did not come, or did not come to an appointment."""
    return may(Deed.NO_SHOW, scene.meant(Deed.NO_SHOW), scene.now)


def can_return(scene: Scene) -> Obstacle | None:
    """Who was called here."""
    return may(Deed.RETURN, scene.here, scene.now)


def can_park(scene: Scene) -> Obstacle | None:
    """Who is here, or who is parked and picked."""
    picked = scene.picked
    if picked and picked.ticket.status is Status.PARKED:
        return may(Deed.UNPARK, picked, scene.now)
    return may(Deed.PARK, scene.here, scene.now)


def can_transfer(scene: Scene) -> Obstacle | None:
    """Who waits or is here."""
    return may(Deed.TRANSFER, scene.meant(Deed.TRANSFER), scene.now)


def can_note(scene: Scene) -> Obstacle | None:
    """Anybody of today."""
    return may(Deed.NOTE, scene.any_row(), scene.now)


def can_raise(scene: Scene) -> Obstacle | None:
    """Who waits."""
    return may(Deed.PRIORITY, scene.any_row(), scene.now)


def can_check_in(scene: Scene) -> Obstacle | None:
    """Who has an appointment."""
    return may(Deed.CHECK_IN, scene.any_row(), scene.now)


def can_undo_check_in(scene: Scene) -> Obstacle | None:
    """Who came to an appointment and waits."""
    return may(Deed.UNDO_CHECK_IN, scene.any_row(), scene.now)


def can_cancel(scene: Scene) -> Obstacle | None:
    """Who waits, or has an appointment."""
    return may(Deed.CANCEL, scene.meant(Deed.CANCEL), scene.now)


def can_print(scene: Scene) -> Obstacle | None:
    """Anybody of today, where there is a printer."""
    if not scene.prints:
        return Obstacle("staff-why-printer")
    return can_look(scene)


def can_undo(scene: Scene) -> Obstacle | None:
    """For a minute after a deed of one's own."""
    return None if scene.undo_seconds > 0 else Obstacle("staff-why-undo")


def can_lock(scene: Scene) -> Obstacle | None:
    """Who signed in can sign in again."""
    return None if scene.named else Obstacle("staff-why-unnamed")


def can_lead(scene: Scene) -> Obstacle | None:
    """Only supervisors."""
    return None if scene.in_charge else Obstacle("staff-why-supervisor")


def can_attend(scene: Scene) -> Obstacle | None:
    """Somebody must have asked."""
    return None if scene.summoned else Obstacle("staff-why-no-summons")
