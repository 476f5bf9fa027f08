"""A branch file, read and checked into a `Branch`."""

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kiosk.config.branch_rules import problems
from kiosk.config.branch_tables import (
    DEFAULT,
    BookingTable,
    BranchTable,
    CounterTable,
    ExceptionTable,
    GroupTable,
    HoursTable,
    LaneTable,
    RangeTable,
    ServiceTable,
)
from kiosk.config.document import Document, read_document
from kiosk.config.places_table import PlacesTable
from kiosk.config.refusal import Refusal, refusals
from kiosk.domain.branch import (
    Align,
    BookingRules,
    Branch,
    BranchId,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Places,
    Quota,
    Service,
    ServiceId,
    StaffId,
    WeekRule,
    Words,
)
from kiosk.errors import BadConfig

_DEMO: Final = Path(__file__).with_name("demo.toml")


def branch_example() -> Path:
    """The branch file that comes along: the demo's, and an example with every key explained."""
    return _DEMO


def demo_branch() -> Branch:
    """The branch of the demo."""
    return read_branch(_DEMO)


def read_branch(path: Path) -> Branch:
    """Read a branch file. BadConfig, with file and line, for the first thing that is wrong.

    All its texts have passed `clean`, all its references lead somewhere.
    """
    document = read_document(path)
    try:
        table = BranchTable.model_validate(document.data)
    except ValidationError as error:
        raise _first(document, list(refusals(error, BranchTable))) from None
    found = problems(table)
    if found:
        raise _first(document, found)
    return _Reading(table.default_locale).branch(table)


def _first(document: Document, found: list[Refusal]) -> BadConfig:
    """What stands first in the file; a missing table stands after all others."""
    first = min(found, key=lambda refusal: document.line(refusal.key) or inf)
    return document.bad(
        first.key,
        first.problem,
        found=first.found,
        allowed=first.allowed,
        nearest=first.nearest,
    )


class _Reading:
    """Tables to values, with the default language where a text names none."""

    def __init__(self, default: str) -> None:
        self._default = default

    def branch(self, table: BranchTable) -> Branch:
        return Branch(
            id=BranchId(table.id),
            name=self._words(table.name),
            zone=table.zone,
            default_locale=self._default,
            locales=table.locales or (self._default,),
            groups=tuple(self._group(group) for group in table.group),
            services=tuple(self._service(service) for service in table.service),
            ranges=tuple(_range(numbers) for numbers in table.range),
            counters=tuple(self._counter(counter) for counter in table.counter),
            hours=_week(table.hours),
            exceptions=tuple(self._exception(found) for found in table.exception),
            holidays=table.holidays,
            address=self._words(table.address),
            where_to_wait=self._words(table.where_to_wait),
            missed=self._words(table.missed),
            day_starts=table.day_starts,
            lanes=tuple(self._lane(lane) for lane in table.lane),
        )

    def _words(self, texts: Mapping[str, str]) -> Words:
        return {
            self._default if tag == DEFAULT else tag: text
            for tag, text in texts.items()
        }

    def _group(self, table: GroupTable) -> Group:
        services = tuple(ServiceId(service) for service in table.services)
        return Group(GroupId(table.id), self._words(table.name), services)

    def _service(self, table: ServiceTable) -> Service:
        return Service(
            id=ServiceId(table.id),
            name=self._words(table.name),
            range=table.range,
            minutes=table.minutes,
            target_minutes=table.target_minutes,
            walkin=table.walkin,
            appointable=table.appointable,
            bring=self._words(table.bring),
            hours=None if table.hours is None else _week(table.hours),
            max_tickets_day=table.max_tickets_day,
            sensitive=table.sensitive,
            booking=None if table.booking is None else _booking(table.booking),
            places=None if table.places is None else _places(table.places),
        )

    def _lane(self, table: LaneTable) -> Lane:
        return Lane(
            id=LaneId(table.id),
            name=self._words(table.name),
            services=frozenset(ServiceId(service) for service in table.services),
            staff=None if table.staff is None else StaffId(table.staff),
            hours=None if table.hours is None else _week(table.hours),
        )

    def _counter(self, table: CounterTable) -> Counter:
        services = frozenset(ServiceId(service) for service in table.services)
        return Counter(CounterId(table.id), self._words(table.name), services)

    def _exception(self, table: ExceptionTable) -> DayException:
        return DayException(table.date, table.open, self._words(table.label))


def _range(table: RangeTable) -> NumberRange:
    return NumberRange(table.id, table.prefix, table.first, table.last)


def _booking(table: BookingTable) -> BookingRules:
    return BookingRules(
        minutes=table.minutes,
        range=table.range,
        step=table.step or 0,
        align=Align(table.align),
        before=table.before,
        after=table.after,
        notice=table.notice,
        days_ahead=table.days_ahead,
        hours=None if table.hours is None else _week(table.hours),
        quotas=tuple(Quota(quota.most, quota.within) for quota in table.quota),
        max_open=table.max_open,
        max_changes=table.max_changes,
        cancel_until=table.cancel_until,
        early=table.early,
        latest=table.latest,
    )


def _places(table: PlacesTable) -> Places:
    return Places(table.most, table.least, table.decide)


def _week(rules: tuple[HoursTable, ...]) -> tuple[WeekRule, ...]:
    return tuple(
        WeekRule(rule.days, rule.open, rule.breaks, rule.valid_from, rule.valid_to)
        for rule in rules
    )
