"""An auto-started server ends when nobody needs it, and not before."""

from dataclasses import dataclass

from kiosk.server.leases import GOODBYE_SECONDS, LEASE_SECONDS, Leases


@dataclass
class Seconds:
    """A monotonic clock that stands until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_ends_two_seconds_after_the_last_goodbye() -> None:
    """A short errand leaves no server behind, and two in a row share one."""
    time = Seconds()
    leases = Leases(time)
    leases.renew("a")
    leases.goodbye("a")
    time.now += GOODBYE_SECONDS - 0.1
    assert not leases.over()
    time.now += 0.2
    assert leases.over()


def test_a_new_client_in_time_keeps_it_alive() -> None:
    """The next errand comes within the two seconds."""
    time = Seconds()
    leases = Leases(time)
    leases.renew("a")
    leases.goodbye("a")
    leases.renew("b")
    time.now += GOODBYE_SECONDS + 1
    assert not leases.over()


def test_one_goodbye_of_two_ends_nothing() -> None:
    """A kiosk stays open while a command comes and goes."""
    time = Seconds()
    leases = Leases(time)
    leases.renew("kiosk")
    leases.renew("command")
    leases.goodbye("command")
    time.now += 30
    assert not leases.over()


def test_a_killed_client_is_waited_for_for_a_minute() -> None:
    """A kill of a client does not take the queue along at once."""
    time = Seconds()
    leases = Leases(time)
    leases.renew("killed")
    time.now += LEASE_SECONDS - 1
    assert not leases.over()
    time.now += 1
    assert leases.over()


def test_a_client_that_renews_stays() -> None:
    """Twenty seconds between two signs of life are no absence."""
    time = Seconds()
    leases = Leases(time)
    for _ in range(30):
        leases.renew("kiosk")
        time.now += 20
        assert not leases.over()


def test_nobody_ever_came() -> None:
    """Whoever started it died before saying hello: it waits a minute and goes."""
    time = Seconds()
    leases = Leases(time)
    assert not leases.over()
    time.now += LEASE_SECONDS
    assert leases.over()


def test_a_stranger_s_goodbye_means_nothing() -> None:
    """Only a client that was here can leave."""
    time = Seconds()
    leases = Leases(time)
    leases.goodbye("nobody")
    time.now += GOODBYE_SECONDS + 1
    assert not leases.over()
