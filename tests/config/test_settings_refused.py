"""Wrong settings are refused with the place, what was found, and what would be right."""

from pathlib import Path

import pytest

from kiosk.config.settings import load_settings
from kiosk.errors import BadConfig


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("config.toml")


def refusal(
    file: Path | None,
    env: dict[str, str] | None = None,
    flags: dict[str, object] | None = None,
) -> str:
    with pytest.raises(BadConfig) as caught:
        load_settings(file, env or {}, flags or {})
    return caught.value.detail


PRINTER = "[[printer]]\nname = 'a'\nkind = 'memory'\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # unknown
        ("[sever]\nport = 1", "config.toml:1: sever: is not known; did you mean: server?"),
        ("[server]\nprot = 1", "config.toml:2: server.prot: is not known; did you mean: port?"),
        ("[terminal]\nx = 1", "config.toml:2: terminal.x: is not known; allowed: bidi"),
        ("server.Port = 1", "config.toml:1: server.Port: is not known; did you mean: port?"),
        (PRINTER + "hots = 'x'", "config.toml:4: printer[1].hots: is not known; did you mean: host?"),
        # wrong type
        ("[server]\nport = '8470'", 'config.toml:2: server.port: is not a whole number; found: "8470"; allowed: a whole number'),
        ("[server]\nport = 8470.0", "config.toml:2: server.port: is not a whole number; found: 8470.0; allowed: a whole number"),
        ("[server]\nport = true", "config.toml:2: server.port: is not a whole number; found: true; allowed: a whole number"),
        ("[server]\nhost = 1", "config.toml:2: server.host: is not text; found: 1; allowed: text in quotes"),
        ("[kiosk]\nallow_small = 'yes'", 'config.toml:2: kiosk.allow_small: is not true or false; found: "yes"; allowed: true or false'),
        ("[kiosk]\nlocales = 'en'", 'config.toml:2: kiosk.locales: is not a list; found: "en"; allowed: a list in brackets'),
        ("[kiosk]\nlocales = [\n'en',\n1]", "config.toml:4: kiosk.locales[2]: is not text; found: 1; allowed: text in quotes"),
        ("server = 1", "config.toml:1: server: is not a table; found: 1; allowed: a table"),
        ("[printer]\nname = 'a'", 'config.toml:1: printer: is not a list; found: {"name": "a"}; allowed: a list in brackets'),
        ("[server]\ntls_cert = 1", "config.toml:2: server.tls_cert: is not a path; found: 1; allowed: a path in quotes"),
        # out of range
        ("[server]\nport = 65536", "config.toml:2: server.port: is too large; found: 65536; allowed: 65535 or less"),
        ("[server]\nrate_limit = -1", "config.toml:2: server.rate_limit: is too small; found: -1; allowed: 0 or more"),
        ("[server]\nhost = ''", 'config.toml:2: server.host: is too short; found: ""; allowed: 1 characters or more'),
        ("[kiosk]\nscreen_mm = [345]", "config.toml:2: kiosk.screen_mm[2]: is missing"),
        ("[kiosk]\nscreen_mm = [345, 20]", "config.toml:2: kiosk.screen_mm[2]: is too small; found: 20; allowed: 50 or more"),
        # not offered
        ("[backend]\nkind = 'sever'", 'config.toml:2: backend.kind: is not offered; found: "sever"; allowed: embedded, server, skiplino, merchant, optimo; did you mean: server?'),
        ("[backend]\nkind = 'skiplino'", 'config.toml:1: backend.base_url: is missing for kind "skiplino"'),
        ("[backend]\nkind = 'skipilno'", 'config.toml:2: backend.kind: is not offered; found: "skipilno"; allowed: embedded, server, skiplino, merchant, optimo; did you mean: skiplino?'),
        ("[[backend.optimo.service]]\nid = '1'\nname = 'a'\n[[backend.optimo.service]]\nid = '1'\nname = 'b'", "config.toml:1: backend.optimo.service: has 1 twice; allowed: each id once"),
        ("[backend]\nkind = 'merchant'\nbase_url = 'https://h'", 'config.toml:1: backend.merchant.merchant: is missing; allowed: its name in addresses, like "spa-retreat"'),
        ("[backend]\nkind = 'merchant'\nbase_url = 'https://h'\n[backend.merchant]\nmerchant = 'spa'", "config.toml:4: backend.merchant.email: is missing; allowed: the account that signs in, or auth = \"bearer\""),
        ("[backend]\nkind = 'merchant'\nbase_url = 'https://h'\n[backend.merchant]\nmerchant = 'spa'\npoll_seconds = 5", 'config.toml:6: backend.merchant.poll_seconds: is too small; found: 5; allowed: 15 or more'),
        ("[backend.skiplino]\nzone = 'Mars'", 'config.toml:2: backend.skiplino.zone: is not a time zone; found: "Mars"; allowed: a name like "Europe/Budapest"'),
        ("[backend.services]\ncash = 'a/b'", 'config.toml:2: backend.services.cash: is not an id; found: "a/b"; allowed: up to 128 of A-Z a-z 0-9 _ . : -'),
        ("[[printer]]\nname = 'a'\nkind = 'usb'", 'config.toml:3: printer[1].kind: is not offered; found: "usb"; allowed: network, file, preview, memory'),
        (PRINTER + "width_mm = 60", "config.toml:4: printer[1].width_mm: is not offered; found: 60; allowed: 58, 80"),
        ("[skiplino]\nreschedule_statuses = ['upcomming']", 'config.toml:2: skiplino.reschedule_statuses[1]: is not offered; found: "upcomming"; allowed: upcoming, waiting; did you mean: upcoming?'),
        ("[skiplino]\nreschedule_statuses = []", "config.toml:2: skiplino.reschedule_statuses: has too few values; found: []; allowed: 1 or more"),
        ("[skiplino]\nunknown_ticket = 400", "config.toml:2: skiplino.unknown_ticket: is not offered; found: 400; allowed: 422, 404; did you mean: 404?"),
        # not well formed
        ("[skiplino]\ntime_zone = 'Asia/Nowhere'", 'config.toml:2: skiplino.time_zone: is not a time zone; found: "Asia/Nowhere"; allowed: a name like "Europe/Budapest"'),
        ("[skiplino]\ntime_zone = '../etc'", 'config.toml:2: skiplino.time_zone: is not a time zone; found: "../etc"; allowed: a name like "Europe/Budapest"'),
        ("[skiplino]\ncompany_id = 'a b'", 'config.toml:2: skiplino.company_id: is not an id; found: "a b"; allowed: up to 64 of A-Z a-z 0-9 _ . : -'),
        ("[kiosk]\nlocales = ['english']", 'config.toml:2: kiosk.locales: is not a list of languages; found: ["english"]; allowed: tags like "en", "pt-BR"'),
        ("[kiosk]\ntheme = '../x'", 'config.toml:2: kiosk.theme: is not a name; found: "../x"; allowed: up to 32 lower-case letters, digits and dashes'),
        ("[backend]\nkey_file = 'key'", 'config.toml:2: backend.key_file: is not an absolute path; found: "key"; allowed: a path from / or ~'),
        ("[backend]\nbase_url = 'queue.example.org'", 'config.toml:2: backend.base_url: is not a web address; found: "queue.example.org"; allowed: http://… or https://…'),
        ("[backend]\nbase_url = 'https://h:99999'", 'config.toml:2: backend.base_url: is not a web address; found: "https://h:99999"; allowed: http://… or https://…'),
        ("[backend]\nbase_url = 'https://h/?a=1'", 'config.toml:2: backend.base_url: is more than an address; allowed: no name, password, ? or # in it'),
        # missing
        ("[[printer]]\nkind = 'memory'", "config.toml:1: printer[1].name: is missing"),
        ("[[printer]]\nname = 'a'\nkind = 'network'", 'config.toml:1: printer[1].host: is missing for kind "network"'),
        ("[[printer]]\nname = 'a'\nkind = 'file'", 'config.toml:1: printer[1].path: is missing for kind "file"'),
        ("[backend]\nkind = 'server'", 'config.toml:1: backend.base_url: is missing for kind "server"'),
        ("[server]\ntls_key = '/k'", "config.toml:1: server.tls_cert: is missing beside the other TLS file"),
        # not together
        (PRINTER + PRINTER, 'config.toml:1: printer: has two printers called "a"; allowed: one name a printer'),
        (PRINTER + "[kiosk]\nprinter = 'b'", 'config.toml:5: kiosk.printer: names "b", and there is no such printer; allowed: a'),
        (PRINTER + "host = 'h'", 'config.toml:4: printer[1].host: is not used; allowed: with kind = "network"'),
        ("[backend]\nbase_url = 'https://h'", 'config.toml:2: backend.base_url: is not used; allowed: with kind = "server"'),
        ("[backend]\nkey = 'a'\nkey_file = '/k'", "config.toml:3: backend.key_file: is there beside key; allowed: one of them"),
        ("[backend]\nkind = 'server'\nbase_url = 'http://10.0.0.7'", "config.toml:3: backend.base_url: is not encrypted; allowed: https://…, or backend.insecure_lan = true"),
        ("[server]\nhost = '0.0.0.0'", "config.toml:2: server.host: is open to the network; allowed: tls_cert and tls_key, or insecure_lan = true"),
    ],
)  # fmt: skip
def test_a_wrong_file(file: Path, text: str, expected: str) -> None:
    file.write_text(text)
    assert expected == refusal(file)


def test_of_many_mistakes_the_first_in_the_file_is_told(file: Path) -> None:
    file.write_text("[kiosk]\nname = 1\n[backend]\nkind = 1\n")
    assert refusal(file).startswith("config.toml:2: kiosk.name")


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"KIOSK_SERVER__PROT": "1"}, "environment: KIOSK_SERVER__PROT: names no setting; did you mean: KIOSK_SERVER__PORT?"),
        ({"KIOSK_SERVER__PORT": "http"}, 'environment: KIOSK_SERVER__PORT: is not a whole number; found: "http"; allowed: a whole number'),
        ({"KIOSK_KIOSK__ALLOW_SMALL": "maybe"}, 'environment: KIOSK_KIOSK__ALLOW_SMALL: is not true or false; found: "maybe"; allowed: true or false'),
        ({"KIOSK_KIOSK__LOCALES": "en,ar"}, 'environment: KIOSK_KIOSK__LOCALES: is not JSON; allowed: a list like ["en", "ar"]'),
        ({"KIOSK_PRINTER": "[{"}, 'environment: KIOSK_PRINTER: is not JSON; allowed: a list like ["en", "ar"]'),
        ({"KIOSK_PRINTER": '[{"name": "a", "kind": "netwrk"}]'}, 'environment: KIOSK_PRINTER[1].kind: is not offered; found: "netwrk"; allowed: network, file, preview, memory; did you mean: network?'),
        ({"KIOSK_PRINTER__HOST": "h"}, "environment: KIOSK_PRINTER__HOST: names no setting; did you mean: KIOSK_PRINTER?"),
        ({"KIOSK_BACKEND__KIND": "server"}, 'environment: KIOSK_BACKEND__BASE_URL: is missing for kind "server"'),
        ({"KIOSK_KIOSK__PRINTER": "x"}, 'environment: KIOSK_KIOSK__PRINTER: names "x", and there is no such printer'),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_named(env: dict[str, str], expected: str) -> None:
    assert expected == refusal(None, env)


def test_a_wrong_flag_is_named() -> None:
    expected = (
        "command line: server.port: is too large; found: 99999; allowed: 65535 or less"
    )
    assert expected == refusal(
        None, {"KIOSK_SERVER__PORT": "1"}, {"server.port": 99999}
    )


def test_a_wrong_variable_is_blamed_and_not_the_file_it_overrides(file: Path) -> None:
    file.write_text("[server]\nport = 8470\n")
    assert refusal(file, {"KIOSK_SERVER__PORT": "x"}).startswith(
        "environment: KIOSK_SERVER__PORT:"
    )


def test_what_is_missing_beside_a_line_is_told_at_that_line(file: Path) -> None:
    """The variable only gave the key; the file said that there is a server."""
    file.write_text("[backend]\nkind = 'server'\n")
    env = {"KIOSK_BACKEND__KEY": "k"}
    assert refusal(file, env).startswith("config.toml:1: backend.base_url: is missing")


@pytest.mark.parametrize(
    "value", ["1", "['kk_open_sesame']", '{ a = "kk_open_sesame" }']
)
def test_a_wrong_secret_is_not_repeated(file: Path, value: str) -> None:
    file.write_text(f"[backend]\nkey = {value}\n")
    told = refusal(file)
    assert told.startswith("config.toml:2: backend.key: ")
    assert "found" not in told


def test_what_was_found_does_no_harm_to_the_terminal(file: Path) -> None:
    file.write_text(f'[backend]\nkind = "\\u001b[31m{"x" * 500}\\u202e"\n')
    told = refusal(file)
    assert told.isprintable()
    assert len(told) < 200
