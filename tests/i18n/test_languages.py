"""Every language says everything, with the same variables and all its plural forms."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import kiosk.i18n
from kiosk.errors import Reason

PACKAGE = Path(next(iter(kiosk.i18n.__path__))).parent
FOLDER = PACKAGE / "i18n" / "locales"
FILES = {file.stem: sorted(FOLDER.rglob(file.name)) for file in FOLDER.glob("*.ftl")}
"""Language → its file, and those of the parts."""

OTHERS = sorted(FILES.keys() - {"en"})


def text(locale: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in FILES[locale])


@cache
def entries(locale: str) -> list[ast.EntryType]:
    return list(FluentParser().parse(text(locale)).body)


@cache
def messages(locale: str) -> dict[str, ast.Message]:
    return {e.id.name: e for e in entries(locale) if isinstance(e, ast.Message)}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  fluent's name
        self.found.add(node.id.name)


class _Selections(Visitor):
    def __init__(self) -> None:
        self.found: list[tuple[str, set[str]]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  fluent's name
        assert isinstance(node.selector, ast.VariableReference)
        keys = {
            key.name if isinstance(key := variant.key, ast.Identifier) else key.value
            for variant in node.variants
        }
        self.found.append((node.selector.id.name, keys))
        self.generic_visit(node)


def variables(message: ast.Message) -> set[str]:
    visitor = _Variables()
    visitor.visit(message)
    return visitor.found


def selections(message: ast.Message) -> list[tuple[str, set[str]]]:
    visitor = _Selections()
    visitor.visit(message)
    return visitor.found


@pytest.mark.parametrize("locale", sorted(FILES))
def test_a_language_file_has_no_line_that_fluent_skips(locale: str) -> None:
    assert [] == [e.content for e in entries(locale) if isinstance(e, ast.Junk)]


@pytest.mark.parametrize("locale", sorted(FILES))
def test_a_language_says_nothing_twice(locale: str) -> None:
    names = [e.id.name for e in entries(locale) if isinstance(e, ast.Message)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("locale", OTHERS)
def test_a_language_has_the_masters_keys(locale: str) -> None:
    assert sorted(messages("en")) == sorted(messages(locale))


@pytest.mark.parametrize("locale", OTHERS)
def test_a_language_uses_the_masters_variables(locale: str) -> None:
    """A plural may do without its own number: "one person" needs no digit."""
    wanted = {key: variables(message) for key, message in messages("en").items()}
    found = {key: variables(message) for key, message in messages(locale).items()}
    assert wanted == found


@pytest.mark.parametrize("locale", sorted(FILES))
def test_a_plural_has_every_form_of_its_language(locale: str) -> None:
    """Arabic counts in six forms; a sentence that knows two is wrong for most numbers."""
    forms = {*Locale.parse(locale, sep="-").plural_form.tags, "other"}
    incomplete = {
        key: sorted(forms - keys)
        for key, message in messages(locale).items()
        for _, keys in selections(message)
        if keys != {"other"} and not forms <= keys and not _same_for_all(locale, keys)
    }
    assert {} == incomplete


def _same_for_all(locale: str, keys: set[str]) -> bool:
    """English may single out nobody: "nobody waiting", "9 waiting"."""
    return locale == "en" and keys == {"0", "other"}


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("locale", sorted(FILES))
def test_every_reason_has_a_sentence(locale: str, reason: Reason) -> None:
    assert f"error-{reason}" in messages(locale)


def test_keys_are_words_joined_by_hyphens() -> None:
    odd = [k for k in messages("en") if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", k)]
    assert [] == odd


def _code() -> str:
    return "\n".join(f.read_text(encoding="utf-8") for f in PACKAGE.rglob("*.py"))


def test_the_code_says_only_what_the_master_has() -> None:
    said = set(re.findall(r'speaker\.say\(\s*"([^"]+)"', _code()))
    assert set() == said - messages("en").keys()


def test_the_master_has_only_what_the_code_says() -> None:
    """A sentence that nobody says is translated for nothing, and misleads who reads it."""
    code = _code()
    begun = tuple(re.findall(r'f"([a-z]+(?:-[a-z]+)*-?)\{', code))
    named = set(re.findall(r"""["']([a-z0-9-]+)["']""", code))
    idle = [k for k in messages("en") if k not in named and not k.startswith(begun)]
    assert [] == idle


def test_the_words_are_calm() -> None:
    """No padding and no blame: what happened, then what to do."""
    words = re.compile("please|sorry|invalid|illegal|abort|fatal|oops|!", re.IGNORECASE)
    assert [] == words.findall(text("en"))


@pytest.mark.parametrize("locale", sorted(FILES))
def test_no_text_hides_a_control_sign(locale: str) -> None:
    hidden = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00a0\u202f\ufeff\t]")
    assert [] == hidden.findall(text(locale))


def test_arabic_has_no_digit_but_western_ones() -> None:
    """The board shows A042: one line must not have two kinds of digits."""
    assert [] == re.findall("[٠-٩۰-۹]", text("ar"))
