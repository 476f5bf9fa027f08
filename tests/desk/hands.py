"""A clock and a draw that tests hold in their own hands."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from kiosk.desk.desk import Desk
from kiosk.domain.storing import Store

SECRET = b"a secret of thirty-two letters.."


class StoppedClock:
    """Goes only when told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at


class Draw:
    """Ids and codes that differ and can be foretold."""

    def __init__(self, start: int = 1) -> None:
        self._ids: Iterator[int] = count(start)
        self._digits: Iterator[int] = count(start)

    def new_id(self) -> str:
        return f"t{next(self._ids):09}"

    def new_digits(self) -> str:
        return f"{next(self._digits):07}"


def desk_over(store: Store, clock: StoppedClock, draw: Draw | None = None) -> Desk:
    """A desk with stopped clock and foretold draw; one started again goes on drawing."""
    draw = draw or Draw()
    return Desk(store, clock, draw.new_id, draw.new_digits, SECRET)
