"""A language file is read message by message, and says what it says when read as a whole."""

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

import kiosk.i18n
from kiosk.i18n.phrases import Phrases

FILES = sorted((Path(kiosk.i18n.__file__).parent / "locales").glob("*.ftl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_message_is_found_and_parsed_by_itself(file: Path) -> None:
    text = file.read_text("utf-8")
    whole = FluentBundle([file.stem], use_isolating=False)
    whole.add_resource(FluentResource(text))
    phrases = Phrases(file.stem, text)
    for key in sorted(whole._messages):  # its own list of what there is
        pattern = whole.get_message(key).value
        expected, errors = whole.format_pattern(pattern, {})
        assert (None if errors else expected) == phrases.say(key, {}), key


def test_a_message_that_leans_on_another_is_said_in_full() -> None:
    text = "-name = kiosk\nhello = This is { -name }, { greeting }\ngreeting =\n    at\n\n    work\n"
    assert "This is kiosk, at\n\nwork" == Phrases("en", text).say("hello", {})


def test_a_selector_over_several_lines_is_one_message() -> None:
    text = (
        "n =\n    { $n ->\n        [one] one\n       *[other] { $n }\n    }\nend = !\n"
    )
    phrases = Phrases("en", text)
    assert ["one", "5", "!"] == [
        phrases.say("n", {"n": 1}),
        phrases.say("n", {"n": 5}),
        phrases.say("end", {}),
    ]


def test_what_is_missing_is_none() -> None:
    assert None is Phrases("en", "a = { $what }\n").say("a", {})
    assert None is Phrases("en", "a = b\n").say("c", {})
