"""Ids that people type: a slip is refused, and what was meant is named."""

from pathlib import Path

from tests.cli.command import answer, kiosk, server

SLIPS = {
    "passportne": ["issue", "--service", "pasportne"],
    "mainstreet": ["issue", "--service", "passportne", "--branch", "mainstret"],
    "no branch 'mainstrete'; did you mean: mainstreet?": [
        *("key", "new", "--role", "kiosk", "--name", "n", "--branch", "mainstrete"),
    ],
    "there are: 1, ": ["call", "--counter", "ninety"],
    "counter 'ninety'": ["finish", "--counter", "ninety"],
}


def test_a_slip_names_what_was_meant(home: Path) -> None:
    """And neither a number is taken nor a key made."""
    data = home / "queue"
    with server(data, "--demo"):
        for meant, words in SLIPS.items():
            done = kiosk(*words, data=data)
            assert (1, 1) == (done.returncode, len(done.stderr.splitlines())), meant
            assert meant in done.stderr
        assert [] == answer("key", "list", data=data)
        first = answer("issue", "--service", "passportne", data=data)
    assert "A001" == first["ticket"]["number"]
