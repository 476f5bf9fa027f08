"""Who may come in: keys, roles, the owner's socket, and keys that were used before."""

import logging
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from kiosk.domain.access import Caller, Role
from kiosk.errors import BadInput, KeyTrouble, Reason
from tests.server.app import House


@pytest.fixture(name="house")
def _house() -> House:
    return House()


async def _key(house: House, role: str) -> str:
    return (await house.keys.new(role, f"a {role}", None))[1]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("staff", 200),
        ("supervisor", 200),
        ("kiosk", 403),
        ("public", 403),
        ("secret", 403),
    ],
)
async def test_a_role_opens_what_it_is_for(
    house: House, role: str, status: int
) -> None:
    """A kiosk's key can't call people, nor can an integration's."""
    async with house.client(await _key(house, role)) as client:
        assert (await client.post("/probe")).status_code == status


@pytest.mark.parametrize("key", [None, "", "wrong", "st_" + "x" * 43, "Bearer st_x"])
async def test_a_wrong_key_is_a_401(house: House, key: str | None) -> None:
    """And the answer doesn't tell a missing key from a wrong one."""
    async with house.client(key) as client:
        answer = await client.post("/probe")
    assert (401, "auth") == (answer.status_code, answer.json()["error"]["reason"])


async def test_a_revoked_key_opens_nothing_from_then_on(house: House) -> None:
    """No restart is needed."""
    key, secret = await house.keys.new("staff", "Ana", None)
    async with house.client(secret) as client:
        assert (await client.post("/probe")).status_code == 200
        await house.keys.revoke(key.id)
        assert (await client.post("/probe")).status_code == 401


async def test_the_owner_needs_no_key(house: House) -> None:
    """Whoever may open the machine's own socket owns the queue."""
    async with house.client(owner=True) as client:
        assert (await client.post("/probe")).json() == {"name": "owner"}


@pytest.mark.parametrize("name", ["kiosk.owner", "x-kiosk-owner", "x-forwarded-for"])
async def test_nobody_becomes_the_owner_by_a_header(house: House, name: str) -> None:
    """Being the owner is a matter of the listener alone."""
    async with house.client() as client:
        answer = await client.post("/probe", headers={name: "true"})
    assert answer.status_code == 401


async def test_a_key_has_its_own_rate() -> None:
    """More than the limit is a 429 that says when to come back."""
    house = House(rate=2)
    async with house.client(await _key(house, "staff")) as client:
        answers = [await client.post("/probe") for _ in range(6)]
    assert [200, 200, 200, 200, 429, 429] == [answer.status_code for answer in answers]
    assert answers[-1].headers["Retry-After"] == "1"


async def test_guessing_keys_is_slowed_down() -> None:
    """An address that keeps trying is told to wait, right or wrong."""
    house = House(strangers=2)
    async with house.client("st_guess") as client:
        answers = [await client.post("/probe") for _ in range(6)]
    assert answers[-1].status_code == 429


async def test_a_secret_is_shown_once_and_kept_nowhere(house: House) -> None:
    """Lists show a key's beginning only; the store holds a digest."""
    async with house.client(owner=True) as client:
        made = (
            await client.post("/native/v1/keys", json={"role": "secret", "name": "web"})
        ).json()
        listed = (await client.get("/native/v1/keys")).text
    assert made["key"].startswith("sk_")
    assert made["key"] not in listed
    assert made["key"] not in repr(house.keys.listed())


@pytest.mark.parametrize(
    "body",
    [
        {"role": "owner", "name": "x"},
        {"role": "king", "name": "x"},
        {"role": "staff", "name": ""},
        {"role": "staff", "name": "\x1b\u202e"},
        {"role": "staff"},
        {"role": "staff", "name": "x", "extra": 1},
        {"role": 7, "name": "x"},
        {"role": "staff", "name": "x", "branch": "nowhere"},
    ],
)
async def test_a_key_that_makes_no_sense_is_refused(
    house: House, body: dict[str, object]
) -> None:
    """Nobody makes an owner, and a key has a readable name."""
    async with house.client(owner=True) as client:
        answer = await client.post("/native/v1/keys", json=body)
    assert answer.status_code == 400
    assert [] == list(house.keys.listed())


async def test_keys_are_the_owners_business(house: House) -> None:
    """Not even a supervisor's key makes keys."""
    async with house.client(await _key(house, "supervisor")) as client:
        answer = await client.post(
            "/native/v1/keys", json={"role": "staff", "name": "x"}
        )
    assert answer.status_code == 403


def _request(key: str | None, body_path: str = "/tickets") -> Request:
    headers = [(b"idempotency-key", key.encode("latin-1"))] if key is not None else []
    return Request(
        {
            "type": "http",
            "method": "POST",
            "path": body_path,
            "query_string": b"",
            "headers": headers,
            "server": ("kiosk.test", 80),
            "scheme": "http",
        }
    )


CALLER = Caller("k1", "web", Role.KIOSK)


def test_the_same_request_has_the_same_fingerprint(house: House) -> None:
    """And another body or path another one."""
    prints = []
    for body, path in ((b"{}", "/a"), (b"{}", "/a"), (b"{ }", "/a"), (b"{}", "/b")):
        with house.gate.once(CALLER, _request("k", path), body, required=True) as once:
            assert once is not None
            prints.append(once.fingerprint)
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_a_key_in_use_is_a_409(house: House) -> None:
    """While the first is being answered the second is told so, and later it may come."""
    with house.gate.once(CALLER, _request("k"), b"", required=True):
        with (
            pytest.raises(KeyTrouble) as caught,
            house.gate.once(CALLER, _request("k"), b"", required=True),
        ):
            pass
        assert caught.value.reason is Reason.KEY_RUNNING
    with house.gate.once(CALLER, _request("k"), b"", required=True) as once:
        assert once is not None


def test_a_missing_key_matters_only_where_it_is_required(house: House) -> None:
    """Creates of our own need one; the dialects may bring one."""
    with house.gate.once(CALLER, _request(None), b"", required=False) as once:
        assert once is None
    with (
        pytest.raises(KeyTrouble) as caught,
        house.gate.once(CALLER, _request(None), b"", required=True),
    ):
        pass
    assert caught.value.reason is Reason.KEY_MISSING


def test_a_quoted_key_is_the_key(house: House) -> None:
    """RFC 8941 strings are quoted; most clients don't."""
    with house.gate.once(CALLER, _request('"abc"'), b"", required=True) as once:
        assert once is not None
        assert once.key == "abc"


@pytest.mark.parametrize("key", ["", '""', "a b", "\x00", "é", "x" * 256])
def test_a_malformed_key_is_refused(house: House, key: str) -> None:
    """It could be neither logged nor compared safely."""
    with (
        pytest.raises(BadInput),
        house.gate.once(CALLER, _request(key), b"", required=True),
    ):
        pass


async def test_a_crash_tells_the_caller_a_reference_and_no_more(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator finds the same reference in the log."""
    with caplog.at_level(logging.ERROR, "kiosk.server"):
        async with house.client(await _key(house, "staff")) as client:
            answer = await client.get("/crash")
    reference = answer.headers["x-request-id"]
    assert answer.status_code == 500
    assert "boom" not in answer.text
    assert reference in answer.text
    assert any(reference == record.__dict__.get("request") for record in caplog.records)


async def test_health_needs_no_key_and_tells_strangers_little(house: House) -> None:
    """A monitor sees ready or not; details are for staff and the owner."""
    async with house.client() as stranger, house.client(owner=True) as owner:
        alive = await stranger.get("/healthz")
        seen = await stranger.get("/readyz")
        told = await owner.get("/readyz")
    assert (200, {"status": "ok"}) == (alive.status_code, alive.json())
    assert {"status": "ready"} == seen.json()
    assert {"ok": True, "detail": "writable"} == told.json()["checks"]["database"]


async def test_a_server_that_is_ending_takes_no_new_client(house: House) -> None:
    """The client is told to start another one."""
    async with house.client(owner=True) as client:
        with house.closing():
            answer = await client.put("/native/v1/clients/abc")
    assert answer.status_code == 503


async def test_the_request_id_runs_through(house: House) -> None:
    """A caller's own id comes back, so that both logs can be read side by side."""
    async with house.client() as client:
        mine = await client.get("/healthz", headers={"X-Request-Id": "kiosk-7.42"})
        odd = await client.get("/healthz", headers={"X-Request-Id": "a b\x1b"})
    assert mine.headers["x-request-id"] == "kiosk-7.42"
    assert odd.headers["x-request-id"] != "a b\x1b"


async def test_a_large_body_is_refused_before_it_is_read(house: House) -> None:
    """By its stated length, and by its real one when it states none."""

    async def drip() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    async with house.client(owner=True) as client:
        stated = await client.post("/native/v1/keys", content=b"x" * 70_000)
        unstated = await client.post("/native/v1/keys", content=drip())
    assert [413, 413] == [stated.status_code, unstated.status_code]


async def test_too_many_headers_are_refused(house: House) -> None:
    """A hundred are plenty."""
    headers = {f"x-{number}": "1" for number in range(150)}
    async with house.client() as client:
        assert (await client.get("/healthz", headers=headers)).status_code == 431


async def test_the_documents_load_nothing_from_elsewhere(house: House) -> None:
    """The page works in a branch without internet."""
    async with house.client() as client:
        page = await client.get("/docs")
    assert page.status_code == 200
    assert "/native/v1/keys" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text
