"""A table at the end of a run: touches sent, and what they came to."""

from typing import Any, Final

TALLY: Final = "touches"


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
        terminalreporter.section("true touches: sent, heard by the kiosk, presses")
    for test, sent, heard, pressed in lines:
        terminalreporter.write_line(f"{sent:5}{heard:6}{pressed:6}  {test}")
