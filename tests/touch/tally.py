"""A table at the end of a run: touches sent, and what they came to."""

from typing import Any, Final

TALLY: Final = "touches"
_LINE: Final = "{:>8}{:>8}{:>8}{:>8}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line a test of touches, also where workers ran them."""
    lines = sorted(
        (report.nodeid.rpartition("::")[2], *counted)
        for report in terminalreporter.getreports("")  # what went well around tests
        if report.when == "teardown"
        for name, counted in report.user_properties
        if name == TALLY
    )
    if lines:
        terminalreporter.section("true touches")
        terminalreporter.write_line(_LINE.format("sent", "heard", "pressed", "tickets"))
    for test, *counted in lines:
        terminalreporter.write_line(f"{_LINE.format(*counted)}  {test}")
