"""JSON is taken only when every parser would read it the same."""

import pytest

from kiosk.apis import strict
from kiosk.apis.heard import MOST_FIELDS, one_meaning
from kiosk.apis.native.asked import IssueRequest
from kiosk.errors import BadInput

GOOD = b'{"branch":"mainbranch","service":"cashdesk01"}'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="cut short"),
        pytest.param(GOOD + b"x", id="something behind it"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, id="byte order mark"),
        pytest.param(GOOD.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"branch":"caf\xe9"}', id="Latin-1"),
        pytest.param(b'{"a":1,"a":2}', id="a member twice"),
        pytest.param(b'{"x":{"a":1,"b":2,"a":3}}', id="twice further down"),
        pytest.param(b'{"a":NaN}', id="NaN"),
        pytest.param(b'{"a":-Infinity}', id="Infinity"),
        pytest.param(b'{"a":1e999}', id="1e999"),
        pytest.param(b'{"a":[{"b":-1.5E+400}]}', id="-1.5E+400 further down"),
        pytest.param(b"[" * 100_000, id="100,000 brackets"),
        pytest.param(b'{"a":' * 50_000, id="50,000 braces"),
        pytest.param(b'{"a":' + b"9" * 10_000 + b"}", id="a number of 10,000 digits"),
    ],
)
def test_what_can_be_read_two_ways_is_not_read(data: bytes) -> None:
    """One clear refusal, whatever a parser makes of it."""
    with pytest.raises(BadInput):
        one_meaning(data)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"null", None),
        (b"[1e308,1e-999]", [1e308, 0.0]),
        (b'{"a":[1,{"a":2}]}', {"a": [1, {"a": 2}]}),
        ('{"name":"فرع"}'.encode(), {"name": "فرع"}),
    ],
)
def test_plain_json_is_what_it_says(data: bytes, value: object) -> None:
    """The same name on two levels is not a double."""
    assert value == one_meaning(data)


@pytest.mark.parametrize(
    ("data", "member"),
    [
        (b'{"branch":"mainbranch"}', "service"),
        (b'{"branch":1,"service":"cashdesk01"}', "branch"),
        (b'{"branch":true,"service":"cashdesk01"}', "branch"),
        (b'{"branch":null,"service":"cashdesk01"}', "branch"),
        (b'{"branch":"main branch","service":"cashdesk01"}', "branch"),
        (b'{"branch":"mainbranch\\n","service":"cashdesk01"}', "branch"),
        (b'{"branch":"a\\u0000b","service":"cashdesk01"}', "branch"),
        (b'{"branch":"' + b"a" * 129 + b'","service":"cashdesk01"}', "branch"),
        (GOOD[:-1] + b',"colour":"red"}', "colour"),
        (GOOD[:-1] + b',"\\u001b[2J":1}', "[2J"),
        (b"[]", "body"),
        (b'"text"', "body"),
    ],
)
def test_a_refusal_names_the_member(data: bytes, member: str) -> None:
    """Types are never converted, unknown members never dropped; names come back cleaned."""
    with pytest.raises(BadInput) as refused:
        strict.asked(IssueRequest, data)
    assert [member] == list(refused.value.fields)


def test_a_refusal_does_not_repeat_what_was_sent() -> None:
    """What somebody typed belongs in no answer and no log."""
    with pytest.raises(BadInput) as refused:
        strict.asked(IssueRequest, b'{"branch":"my secret","service":7}')
    assert "secret" not in repr(refused.value.fields)


def test_a_refusal_stays_small() -> None:
    """A thousand wrong members make no long answer."""
    members = ",".join(f'"x{n}":1' for n in range(1000))
    with pytest.raises(BadInput) as refused:
        strict.asked(IssueRequest, b"{%s}" % members.encode())
    assert len(refused.value.fields) <= MOST_FIELDS
