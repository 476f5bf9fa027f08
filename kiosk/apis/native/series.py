"""Series over our own dialect: the client's half of `kiosk.domain.series.Recurring`.

What reads them is loaded with the first call: it is staff who make them.
"""

import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from kiosk.apis.heard import Told
from kiosk.apis.native.calls import Calls, path, unusable
from kiosk.domain.ports import Once
from kiosk.domain.series import (
    Changed,
    Occurrence,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import BadInput, NotFound

S = TypeVar("S", bound=Told)
V = TypeVar("V")


class SeriesCalls:
    """See `Recurring`. A change of a series is asked for once: half a day further, and again half
    a day, is a day."""

    _calls: Calls

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        """The dates that a series would have."""
        from kiosk.apis.native import translate_series, wire_series

        where = path("branches", wish.branch, "series", "preview")
        body = translate_series.wish_to_wire(wish)
        said = await self._calls.look_up(where, body, wire_series.Dates)
        return [translate_series.date_from_wire(one) for one in said.dates]

    async def create_series(
        self, wish: SeriesWish, once: Once | None, actor: str
    ) -> Series:
        """Make all dates, or none."""
        from kiosk.apis.native import translate_series, wire_series

        said, _ = await self._calls.create(
            path("branches", wish.branch, "series"),
            translate_series.wish_to_wire(wish),
            once.key if once else uuid.uuid4().hex,
            wire_series.Series,
            lambda said: (said.branch, said.service) == (wish.branch, wish.service),
        )
        return _understood(translate_series.series_from_wire, said, changes=True)

    async def series(self, series: SeriesId) -> Series:
        """One series."""
        from kiosk.apis.native import translate_series, wire_series

        said = await self._calls.read(path("series", series), wire_series.Series)
        return _understood(translate_series.series_from_wire, said, changes=False)

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        """The series of a ticket or of a session."""
        from kiosk.apis.native import translate_series, wire_series

        def ask(kind: str) -> Awaitable[wire_series.SeriesOf]:
            return self._calls.read(path(kind, of, "series"), wire_series.SeriesOf)

        said = (await _either(ask)).series
        if said is None:
            return None
        return _understood(translate_series.series_from_wire, said, changes=False)

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        """Cancel or move one date, and by scope others."""
        from kiosk.apis.native import translate_series, wire_series

        body = translate_series.change_to_wire(change)

        def ask(kind: str) -> Awaitable[wire_series.Changed]:
            where = path(kind, of, "series", "change")
            return self._calls.change("POST", where, body, wire_series.Changed)

        said = await _either(ask)
        return _understood(translate_series.changed_from_wire, said, changes=True)


async def _either(ask: Callable[[str], Awaitable[V]]) -> V:
    """Of tickets or of sessions: their ids share one space, and tell nothing themselves."""
    try:
        return await ask("tickets")
    except NotFound:
        return await ask("sessions")


def _understood(read: Callable[[S], V], said: S, *, changes: bool) -> V:
    try:
        return read(said)
    except BadInput as error:
        raise unusable(changes, "answered with a rule nobody knows") from error
