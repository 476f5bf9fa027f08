"""What a console says: words, names and times, in its language and in its branch's zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.branch import Branch, CounterId, ServiceId, Words, in_language
from kiosk.domain.serving import CounterStatus
from kiosk.domain.ticket import Status
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.bands import Band

ONLY_HERE = "~"
"""What stands beside everything that another system, which keeps the tickets, knows nothing of."""


class Voice:
    """Text comes in logical order, as from its speaker."""

    def __init__(self, speaker: Speaker, branch: Branch) -> None:
        """`branch` is who names the services."""
        self.speaker, self.branch = speaker, branch
        self.rtl = speaker.rtl
        self._zone = ZoneInfo(branch.zone)
        self._services: dict[ServiceId, str] = {}

    def say(self, key: str, /, **arguments: str | int | float) -> str:
        """As the speaker says it."""
        return self.speaker.say(key, **arguments)

    def marked(self, key: str, *, only_here: bool) -> str:
        """The same, with a mark where another system knows nothing of it."""
        return f"{self.say(key)} {ONLY_HERE}" if only_here else self.say(key)

    def name(self) -> str:
        """The branch's."""
        return self._named(self.branch.name)

    def service(self, service: ServiceId) -> str:
        """A service's name, or its id when the branch no longer has it."""
        known = self._services.get(service)
        if known is None:
            described = self.branch.service(service)
            known = self._named(described.name) if described else clean(service)
            self._services[service] = known
        return known

    def target(self, service: ServiceId) -> int:
        """Minutes somebody should wait at most; 0 for an unknown service."""
        described = self.branch.service(service)
        return described.target_minutes if described else 0

    def minutes(self, service: ServiceId) -> int:
        """Minutes a visit should take; 0 for an unknown service."""
        described = self.branch.service(service)
        return described.minutes if described else 0

    def band(self, level: Band) -> str:
        """How long somebody has waited: "soon", "LATE !!"."""
        if level is Band.VERY_LATE:
            return f"{self.say('staff-band-late')} !!"
        return self.say(f"staff-band-{level}")

    def counter(self, counter: CounterId | None) -> str:
        """A counter as it is written above it; "" for none."""
        return clean(counter or "", 12)

    def status(self, status: Status) -> str:
        """Where a ticket stands, in a word."""
        return self.say(f"staff-status-{status.value.replace('_', '-')}")

    def counter_status(self, status: CounterStatus) -> str:
        """Whether a counter takes people, in a word."""
        return self.say(f"staff-counter-{status}")

    def time(self, instant: datetime) -> str:
        """ "10:42"."""
        return self.speaker.time(instant)

    def clock(self, instant: datetime) -> str:
        """ "10:42:07"."""
        return instant.astimezone(self._zone).strftime("%H:%M:%S")

    def _named(self, words: Words) -> str:
        found = in_language(words, self.speaker.locale, self.branch.default_locale)
        return clean(found, 60)


def span(time: timedelta) -> str:
    """How long: "07:32", "1:07:32". What a clock that was set makes negative is nothing."""
    seconds = max(0, int(time.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    tail = f"{minutes:02}:{seconds % 60:02}"
    return f"{hours}:{tail}" if hours else tail
