"""One check a technician would make."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is right, and what was seen or what to do.

    `warning`: good enough to serve people, and to be looked at all the same.
    """

    name: str
    good: bool
    detail: str
    warning: bool = False


def fine(name: str, detail: str) -> Check:
    """As it should be."""
    return Check(name, good=True, detail=detail)


def doubtful(name: str, detail: str) -> Check:
    """To be looked at."""
    return Check(name, good=True, detail=detail, warning=True)


def wrong(name: str, detail: str) -> Check:
    """To be put right before anybody can be served."""
    return Check(name, good=False, detail=detail)
