"""A kiosk that asks another system by itself: what its settings may say, and with which key."""

from pathlib import Path

import pytest

from kiosk.config.secret import check_public
from kiosk.config.settings import Settings, load_settings
from kiosk.errors import BadConfig

AT = "[backend]\nkind = 'skiplino'\nbase_url = 'https://h/external/v1'\n"
DIRECT = "[backend.skiplino]\ndirect = true\n"
CURE = "a public key, or backend.skiplino.direct = false"
SECRET = "is secret, and a kiosk by itself has only what anybody may see"


@pytest.fixture(name="file")
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("config.toml")
    file.touch(0o600)
    return file


def key_in(name: str, key: str) -> Path:
    file = Path(name).absolute()
    file.touch(0o600)
    file.write_text(key)
    return file


def settings(file: Path, text: str, env: dict[str, str] | None = None) -> Settings:
    file.write_text(text)
    return load_settings(file, env or {})


def refusal(file: Path, text: str, env: dict[str, str] | None = None) -> str:
    with pytest.raises(BadConfig) as caught:
        settings(file, text, env)
    return caught.value.detail


def test_a_public_key_and_an_address_are_enough(file: Path) -> None:
    key = key_in("key", "pk_front")
    found = settings(file, f"{AT}key_file = '{key}'\n{DIRECT}")
    assert found.backend.skiplino.direct
    assert not settings(file, f"{AT}key_file = '{key}'\n").backend.skiplino.direct


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIRECT, 'config.toml:2: backend.skiplino.direct: is not used; allowed: with kind = "skiplino"'),
        ("[backend]\nkind = 'server'\nbase_url = 'https://h'\n" + DIRECT, 'config.toml:5: backend.skiplino.direct: is not used; allowed: with kind = "skiplino"'),
        (AT + "key = 'sk_shop'\n" + DIRECT, f"config.toml:4: backend.key: {SECRET}; allowed: {CURE}"),
        (AT + "key = 'pk_shop'\n" + DIRECT + "key_kind = 'secret'", f"config.toml:7: backend.skiplino.key_kind: {SECRET}; allowed: {CURE}"),
        (AT + "key = 'pk_shop'\n[backend.services]\nid = '12'\n" + DIRECT, "config.toml:5: backend.services: is not used; allowed: without skiplino.direct"),
        (AT + DIRECT, "settings: backend.key_file: is missing; allowed: a file with a public key"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(
    file: Path, text: str, expected: str
) -> None:
    assert expected == refusal(file, text)


@pytest.mark.parametrize("kind", ["auto", "public"])
def test_a_secret_key_in_a_file_is_refused_whatever_it_is_called(
    file: Path, kind: str
) -> None:
    key = key_in("key", "sk_shop\n")
    text = f"{AT}key_file = '{key}'\n{DIRECT}key_kind = '{kind}'\n"
    told = refusal(file, text)
    assert f"{key}: backend.key_file: {SECRET}; allowed: {CURE}" == told
    assert "sk_shop" not in told


def test_the_key_before_may_not_be_secret_either(file: Path) -> None:
    key, former = key_in("key", "pk_front"), key_in("former", "sk_shop")
    text = f"{AT}key_file = '{key}'\n{DIRECT}former_key_file = '{former}'\n"
    expected = f"{former}: backend.skiplino.former_key_file: {SECRET}; allowed: {CURE}"
    assert expected == refusal(file, text)


def test_a_credential_is_looked_at_too(file: Path) -> None:
    given = key_in("kiosk-backend-key", "sk_shop")
    env = {"CREDENTIALS_DIRECTORY": str(given.parent)}
    assert refusal(file, AT + DIRECT, env).startswith(f"{given}: backend.key_file: ")


def test_a_key_that_became_a_secret_one_is_refused_when_it_is_used(file: Path) -> None:
    """Settings that were checked before remember no key."""
    key = key_in("key", "pk_front")
    found = settings(file, f"{AT}key_file = '{key}'\n{DIRECT}")
    key.write_text("sk_shop")
    with pytest.raises(BadConfig):
        check_public(found.backend, {})
