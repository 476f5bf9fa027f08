"""Which setting holds: flag, then environment, then file, then default; and who said it."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from kiosk.config.refusal import MASK
from kiosk.config.secret import secret_key
from kiosk.config.settings import Row, Settings, load_settings, settings_rows
from kiosk.config.table import Table
from kiosk.paths import share

EXAMPLE = share("config.example.toml")
NOTHING: dict[str, str] = {}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_the_strongest_source_wins(file: Path) -> None:
    file.write_text("[server]\nport = 1001\nrate_limit = 1\nhost = '::1'\n")
    env = {"KIOSK_SERVER__PORT": "1002", "KIOSK_SERVER__RATE_LIMIT": "2"}
    server = load_settings(file, env, {"server.port": 1003, "server.host": None}).server
    assert (1003, 2, "::1") == (server.port, server.rate_limit, server.host)


def test_every_setting_tells_who_said_it(file: Path) -> None:
    file.write_text("[server]\nport = 1001\n\n[kiosk]\nname = 'a'\ntheme = 'b'\n")
    env = {"KIOSK_SERVER__PORT": "1002"}
    rows = {r.key: r for r in settings_rows(file, env, {"kiosk.theme": "kiosk-light"})}
    assert Row("server.port", 1002, "KIOSK_SERVER__PORT") == rows["server.port"]
    assert Row("kiosk.name", "a", f"{file}:5") == rows["kiosk.name"]
    assert Row("kiosk.theme", "kiosk-light", "flag") == rows["kiosk.theme"]
    assert Row("server.rate_limit", 50, "default") == rows["server.rate_limit"]


def test_every_printer_has_rows_of_its_own(file: Path) -> None:
    tables = ("name = 'a'\nkind = 'preview'\n", "name = 'b'\nkind = 'memory'\n")
    file.write_text("".join(f"[[printer]]\n{table}" for table in tables))
    rows = {r.key: r for r in settings_rows(file, NOTHING)}
    assert Row("printer[2].kind", "memory", f"{file}:6") == rows["printer[2].kind"]


def test_secrets_are_masked_in_rows_and_reprs() -> None:
    env = {"KIOSK_BACKEND__KEY": "kk_open_sesame"}
    rows = {row.key: row.value for row in settings_rows(None, env)}
    assert MASK == rows["backend.key"]
    assert "sesame" not in repr(load_settings(None, env))
    assert "kk_open_sesame" == secret_key(load_settings(None, env).backend, env)


@pytest.mark.parametrize(
    ("name", "text", "key", "expected"),
    [
        ("KIOSK_SERVER__INSECURE_LAN", "true", "server.insecure_lan", True),
        ("kiosk_server__port", "0", "server.port", 0),
        ("KIOSK_KIOSK__LOCALES", '["ar", "en"]', "kiosk.locales", ["ar", "en"]),
        ("KIOSK_KIOSK__SCREEN_MM", "[476, 268.5]", "kiosk.screen_mm", [476.0, 268.5]),
        ("KIOSK_TERMINAL__BIDI", "off", "terminal.bidi", "off"),
        ("KIOSK_SERVER__TLS_CERT", "/x.pem", "server.tls_cert", "/x.pem"),
    ],
)
def test_a_variable_is_read_as_its_setting_wants_it(
    name: str, text: str, key: str, expected: object
) -> None:
    env = {name: text}
    if "TLS" in name:
        env["KIOSK_SERVER__TLS_KEY"] = "/k.pem"
    rows = {row.key: row.value for row in settings_rows(None, env)}
    assert expected == rows[key]


def test_printers_come_from_one_variable_as_json() -> None:
    env = {"KIOSK_PRINTER": '[{"name": "a", "kind": "file", "path": "/dev/null"}]'}
    printer = load_settings(None, env).printer[0]
    assert ("a", Path("/dev/null"), 80) == (
        printer.name,
        printer.path,
        printer.width_mm,
    )


@pytest.mark.parametrize(
    "env",
    [
        {"KIOSK_PORT_8470_TCP": "tcp://10.0.0.1:8470"},
        {"KIOSK_SERVER": "x"},
        {"KIOSK_SERVER_PORT": "tcp://10.0.0.1:8470"},
        {"KIOSK_CONFIG": "/etc/kiosk.toml", "KIOSK_DATA": "/var/lib/kiosk"},
        {"HOME": "/root"},
    ],
)
def test_other_peoples_variables_say_nothing(env: dict[str, str]) -> None:
    """A cluster sets KIOSK_PORT and the like for a service that is called kiosk."""
    assert not load_settings(None, env).configured


def test_without_a_word_from_anybody_nothing_is_configured(file: Path) -> None:
    """That is when the demo's way out exists; a flag is no configuration."""
    file.touch()
    variable = {"KIOSK_KIOSK__NAME": "lobby"}
    assert not load_settings(None, NOTHING, {"kiosk.theme": "x"}).configured
    assert load_settings(file, NOTHING).configured
    assert load_settings(None, variable).configured


def test_settings_do_not_change_afterwards() -> None:
    settings = load_settings(None, NOTHING)
    with pytest.raises(ValidationError, match="frozen"):
        settings.server.port = 1  # type: ignore[misc]


def test_the_home_directory_may_be_written_short(file: Path, home: Path) -> None:
    file.write_text("[[printer]]\nname = 'a'\nkind = 'file'\npath = '~/paper'\n")
    assert home / "paper" == load_settings(file, NOTHING).printer[0].path


def test_text_from_the_file_is_cleaned(file: Path) -> None:
    file.write_text('[kiosk]\nname = "lobby\\u001b[31m\\u202e 1"\n')
    assert "lobby[31m 1" == load_settings(file, NOTHING).kiosk.name


def test_a_visit_ends_without_a_question_where_no_setting_wants_one() -> None:
    assert not load_settings(None, NOTHING).staff.outcome


def test_the_example_says_what_holds_anyway() -> None:
    """Copied as it is, the example changes nothing."""
    before = {row.key: row.value for row in settings_rows(None, NOTHING)}
    assert before == {row.key: row.value for row in settings_rows(EXAMPLE, NOTHING)}


def _commented_settings() -> list[str]:
    text = EXAMPLE.read_text(encoding="utf-8")
    return [
        line[1:]
        for line in text.split("\n")
        if line.startswith("#") and line[1:2] not in ("", " ")
    ]


def test_the_example_shows_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = {
        line.lstrip("#").partition(" =")[0]
        for line in text.split("\n")
        if " = " in line and line[:2] != "# "
    }
    wanted = set(_names(Settings)) - set(Settings.model_fields)
    assert wanted <= shown


def test_what_the_example_comments_out_may_be_put_in(file: Path) -> None:
    """The printers, the TLS files and the remote server of the example, all at once."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for line in _commented_settings():
        text = text.replace(f"#{line}\n", f"{line}\n")
    file.write_text(
        text.replace('kind = "embedded"', 'kind = "server"').replace(
            'key_file = "/etc/kiosk/key"\n', ""
        )
    )
    file.chmod(0o600)
    settings = load_settings(file, NOTHING)
    assert ["network", "file"] == [printer.kind for printer in settings.printer]
    assert "https://queue.example.org" == settings.backend.base_url


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    return [model, *(found for found in Table.__subclasses__())]


def _names(model: type[BaseModel]) -> list[str]:
    sections = [m for m in _models(model) if m.__module__ == "kiosk.config.sections"]
    return [name for section in sections for name in section.model_fields]


def test_every_setting_is_explained_where_it_is_declared() -> None:
    silent = [
        f"{model.__name__}.{name}"
        for model in _models(Settings)
        for name, field in model.model_fields.items()
        if not field.description
    ]
    assert [] == silent
