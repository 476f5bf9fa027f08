"""An error points at the line where its key stands, however the file is written."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.positions import Key, lines_of


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("# a = 1\n\n  b = 2", ("b",), 3),
        ("a = '#' # b = 1\nb = 2", ("b",), 2),
        ("[t]\na = 1\n[u]\na = 2", ("u", "a"), 4),
        ("[t]\n\n[ u . v ]\na = 2", ("u", "v"), 3),
        ("[u.v]\n[u]\na = 1", ("u",), 1),
        ("[u.v]\n[u]\na = 1", ("u", "a"), 3),
        ("a.b.c = 1\na.d = 2", ("a", "d"), 2),
        ("a.b.c = 1\na.d = 2", ("a", "b"), 1),
        ('"a b".\'c.d\' = 1', ("a b", "c.d"), 1),
        ('"\\u0061" = 1', ("a",), 1),
        ("1.2 = 3", ("1", "2"), 1),
        ("a = 1.5\nb = 1979-05-27 07:32:00.5\nc = 3", ("c",), 3),
        ("a = [1,\n 2, # [\n 3]\nb = 1", ("a", 2), 3),
        ("a = [1,\n 2, # [\n 3]\nb = 1", ("b",), 4),
        ("a = [[1],\n [2, 3]]", ("a", 1, 1), 2),
        ("a = { b = 1, c = { d = [\n {e = 1},\n {e = 2}] } }", ("a", "c", "d", 1, "e"), 3),
        ("a = { b.c = 1 }\nd = 1", ("a", "b", "c"), 1),
        ("[[t]]\na = 1\n[[t]]\na = 2", ("t", 1, "a"), 4),
        ("[[t]]\n[[t.u]]\n[[t.u]]\nb = 1\n[[t]]\n[[t.u]]\nb = 2", ("t", 0, "u", 1, "b"), 4),
        ("[[t]]\n[[t.u]]\n[[t.u]]\nb = 1\n[[t]]\n[[t.u]]\nb = 2", ("t", 1, "u", 0, "b"), 7),
        ("[[t]]\n[t.u]\nb = 1\n[[t]]\n[t.u]\nb = 2", ("t", 1, "u", "b"), 6),
        ('a = """\n[x]\nb = 1\n"""\nb = 2', ("b",), 5),
        ('a = """x\\"""y"""\nb = 2', ("b",), 2),
        ('a = """ "quoted"""""\nb = 2', ("b",), 2),
        ("a = '''\n[x] \\'''\nb = 2", ("b",), 3),
        ("a = ''''x'''''\nb = 2", ("b",), 2),
        ('a = ""\nb = 2', ("b",), 2),
        ('a = "\\"#"\nb = 2', ("b",), 2),
        ("a = 'C:\\'\nb = 2", ("b",), 2),
        ("a = 1\r\nb = 2\r\n", ("b",), 2),
        ("ключ = 1", ("ключ",), 1),
    ],
)  # fmt: skip
def test_the_line_of_a_key(text: str, key: Key, line: int) -> None:
    if "ключ" not in text:  # TOML 1.0 wants quotes there; the walk does not care
        tomllib.loads(text)
    assert line == lines_of(text)[key]


def _keys(value: Any, key: Key = ()) -> Iterator[Key]:
    if key:
        yield key
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _keys(inner, (*key, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _keys(inner, (*key, at))


_bare = st.text("abc-_09", min_size=1, max_size=3)
_quoted = st.text("a.[]=#'\"\\{} ,é", min_size=1, max_size=4)
_scalars = st.one_of(
    st.integers(),
    st.booleans(),
    st.text("ab=[]{}#,'\"\\\n é", max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
)
_names = st.one_of(_bare, _quoted)
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)
    ),
    max_leaves=6,
)
_tables = st.dictionaries(_names, _values, max_size=4)
_documents = st.fixed_dictionaries(
    {},
    optional={
        "top": _values,
        "one": st.fixed_dictionaries({"sub": _tables}),
        "many": st.lists(_tables, min_size=1, max_size=3),
    },
)


def _text(value: Any, newlines: Iterator[bool]) -> str:
    """A value as TOML, lists over several lines now and then."""
    match value:
        case dict():
            pairs = (f"{_name(k)} = {_text(v, newlines)}" for k, v in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list():
            gap = "\n  # [{,\n  " if next(newlines) else ""
            return (
                "[" + "".join(f"{gap}{_text(v, newlines)}," for v in value) + gap + "]"
            )
        case str() if "\n" in value and next(newlines):
            return '"""\n' + json.dumps(value)[1:-1].replace("\\n", "\n") + '"""'
        case _:
            return json.dumps(value)


def _name(name: str) -> str:
    return name if name.replace("-", "a").replace("_", "a").isalnum() and name.isascii() else json.dumps(name)  # fmt: skip


def _written(data: dict[str, Any], newlines: Iterator[bool]) -> str:
    lines = [f"top = {_text(data['top'], newlines)}"] if "top" in data else []
    parts = [("[one.sub]", data["one"]["sub"])] if "one" in data else []
    parts += [("[[many]]", table) for table in data.get("many", [])]
    for header, table in parts:
        lines += ["", f"{header} # = [["]
        lines += [
            f"{_name(key)} = {_text(value, newlines)}" for key, value in table.items()
        ]
    return "\n".join(lines)


@given(
    data=_documents,
    newlines=st.lists(st.booleans(), min_size=1, max_size=5),
)
def test_every_key_the_parser_sees_has_a_line_that_shows_it(
    data: dict[str, Any], newlines: list[bool]
) -> None:
    def again() -> Iterator[bool]:
        while True:
            yield from newlines

    text = _written(data, again())
    parsed = tomllib.loads(text)
    assert data == parsed
    lines = lines_of(text)
    assert set(_keys(parsed)) == set(lines)
    rows = text.split("\n")
    for key, line in lines.items():
        if isinstance(key[-1], str) and key[-1] not in ("many", "one", "sub"):
            assert _name(key[-1]) in rows[line - 1]


@given(data=_documents)
def test_lines_never_go_backwards(data: dict[str, Any]) -> None:
    """Keys come in the order in which they are written."""

    def always() -> Iterator[bool]:
        while True:
            yield True

    lines = list(lines_of(_written(data, always())).values())
    assert sorted(lines) == lines
