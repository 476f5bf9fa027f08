"""The settings in force: flag, else environment, else file, else default."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, NamedTuple, Self

from pydantic import (
    BaseModel,
    PrivateAttr,
    SecretStr,
    Strict,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from kiosk.config.document import Document, read_document, spelled
from kiosk.config.merchant import Merchant
from kiosk.config.optimo import Optimo
from kiosk.config.positions import Key
from kiosk.config.refusal import MASK, nearest, refusals, refuse
from kiosk.config.scanner import Scanner
from kiosk.config.secret import check_private, check_public, secret_key
from kiosk.config.sections import (
    Backend,
    Board,
    Kiosk,
    Printer,
    Server,
    Staff,
    Terminal,
)
from kiosk.config.skiplino import Skiplino
from kiosk.config.sources import Sources

NO_FLAGS: Final[Mapping[str, Any]] = MappingProxyType({})
_SECRET: Final[Key] = ("backend", "key")


class Settings(BaseSettings):
    """All settings, checked. Made by `load_settings`."""

    model_config = SettingsConfigDict(
        env_prefix="KIOSK_",
        env_nested_delimiter="__",
        env_nested_max_split=1,
        frozen=True,
        extra="forbid",
        strict=True,
        use_attribute_docstrings=True,
    )

    backend: Backend = Backend()
    """The queue that this machine's screens and commands use."""

    server: Server = Server()
    """The queue server: `kiosk serve`."""

    skiplino: Skiplino = Skiplino()
    """The Skiplino dialect of the queue server."""

    merchant: Merchant = Merchant()
    """The merchant bookings dialect of the queue server."""

    optimo: Optimo = Optimo()
    """The OptimoCMS dialect of the queue server."""

    kiosk: Kiosk = Kiosk()
    """The customer's screen."""

    scanner: Scanner = Scanner()
    """The scanner at the customer's screen."""

    staff: Staff = Staff()
    """A counter's terminal: `kiosk staff`."""

    board: Board = Board()
    """The lobby's screen: `kiosk board`."""

    terminal: Terminal = Terminal()
    """The terminal the screens are drawn in."""

    printer: Annotated[tuple[Printer, ...], Strict(strict=False)] = ()
    """The ticket printers of this machine, a table each."""

    _configured: bool = PrivateAttr(default=False)

    @property
    def configured(self) -> bool:
        """Whether anybody said anything: False without a settings file and any variable."""
        return self._configured

    @model_validator(mode="after")
    def _printers_are_known(self) -> Self:
        names = [printer.name for printer in self.printer]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            problem = f'has two printers called "{twice}"'
            refuse(problem, key="printer", allowed="one name a printer")
        for key, wanted in (
            ("kiosk.printer", self.kiosk.printer),
            ("staff.printer", self.staff.printer),
        ):
            if wanted and wanted not in names:
                refuse(
                    f'names "{wanted}", and there is no such printer',
                    key=key,
                    allowed=", ".join(names),
                    nearest=nearest(wanted, names),
                )
        return self


class Row(NamedTuple):
    """One setting as it holds. `origin`: "flag", a variable, "config.toml:12" or "default"."""

    key: str
    value: Any
    origin: str


def load_settings(
    file: Path | None = None,
    env: Mapping[str, str] = os.environ,
    flags: Mapping[str, Any] = NO_FLAGS,
) -> Settings:
    """The settings of `file` (None: there is none) under `env` and `flags`.

    `flags` maps dotted keys ("kiosk.theme") to values, None for those that were not given. The
    file must exist. BadConfig names the file and line, the variable or the flag that is wrong;
    a key file that others may read is refused here, not when it is needed.
    """
    return _load(file, _sources(file, env, flags), env)


def settings_rows(
    file: Path | None = None,
    env: Mapping[str, str] = os.environ,
    flags: Mapping[str, Any] = NO_FLAGS,
) -> list[Row]:
    """Every setting with its value and origin, in the file's order; secrets are masked."""
    sources = _sources(file, env, flags)
    settings = _load(file, sources, env)
    return [
        Row(spelled(key), _plain(value), sources.origin(key))
        for key, value in _leaves((), settings)
    ]


def _sources(
    file: Path | None, env: Mapping[str, str], flags: Mapping[str, Any]
) -> Sources:
    document = read_document(file) if file else Document("")
    return Sources.of(Settings, flags, env, document)


def _load(file: Path | None, sources: Sources, env: Mapping[str, str]) -> Settings:
    try:
        settings = Settings(_build_sources=(sources.values(), {}))
    except ValidationError as error:
        found = [sources.bad(refusal) for refusal in refusals(error, Settings)]
        raise min(found, key=lambda bad: bad.line or 0) from None
    settings._configured = sources.said_anything
    if file and settings.backend.key and sources.from_file(_SECRET):
        check_private(file, spelled(_SECRET), sources.document.line(_SECRET))
    if settings.backend.kind != "embedded":
        secret_key(settings.backend, env)
        check_public(settings.backend, env)
    return settings


def _leaves(key: Key, value: Any) -> Iterator[tuple[Key, Any]]:
    """The settings below `value`, each with its path."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves((*key, name), getattr(value, name))
    elif isinstance(value, Mapping) and value:
        for name, item in value.items():
            yield from _leaves((*key, name), item)
    elif isinstance(value, tuple) and any(isinstance(v, BaseModel) for v in value):
        for index, item in enumerate(value):
            yield from _leaves((*key, index), item)
    else:
        yield key, value


def _plain(value: Any) -> Any:
    match value:
        case SecretStr():
            return MASK
        case Path():
            return str(value)
        case tuple():
            return list(value)
        case Mapping():
            return dict(value)
        case _:
            return value
