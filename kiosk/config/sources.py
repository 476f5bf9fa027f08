"""Where settings come from, and which of them said what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from pydantic import BaseModel
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
)

from kiosk.config.document import Document, spelled
from kiosk.config.positions import Key
from kiosk.config.refusal import Refusal, choices, nearest
from kiosk.errors import BadConfig
from kiosk.text import clean

_PREFIX: Final = "KIOSK_"
_WHOLE: Final = "KIOSK_PRINTER"
"""The one section that has no name for each of its keys: a list, as JSON."""

_OPTIONS: Final[Mapping[Key, str]] = {("backend", "base_url"): "--server"}
"""What a setting is called on the command line, where that is something else."""

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """The three sources over the defaults. The first one that names a key wins."""

    settings: type[BaseSettings]
    flags: Tree
    environment: Tree
    document: Document

    @classmethod
    def of(
        cls,
        settings: type[BaseSettings],
        flags: Mapping[str, Any],
        env: Mapping[str, str],
        document: Document,
    ) -> Self:
        """`flags` maps a dotted key to its value; None is a flag that was not given.

        BadConfig for a variable `KIOSK_…__…` that names no setting or can't be decoded.
        """
        given = {name: env[name] for name in sorted(env) if _is_ours(name)}
        for name in given:
            _check_name(settings, name)
        return cls(settings, _tree(flags), _decoded(settings, given), document)

    def values(self) -> "tuple[PydanticBaseSettingsSource, ...]":
        """The sources as the settings model takes them, the strongest first."""
        return tuple(
            InitSettingsSource(self.settings, init_kwargs=dict(tree))
            for tree in (self.flags, self.environment, self.document.data)
        )

    @property
    def said_anything(self) -> bool:
        """Whether there is a variable or a file at all; flags are said each time."""
        return bool(self.environment or self.document.file)

    def from_file(self, key: Key) -> bool:
        """Whether the file's word holds at `key`."""
        stronger = (self.flags, self.environment)
        in_file = _reach(self.document.data, key) == len(key)
        return in_file and not any(_reach(tree, key) == len(key) for tree in stronger)

    def origin(self, key: Key) -> str:
        """Who said what holds at `key`: "flag", "KIOSK_…", "config.toml:12", "default"."""
        if _reach(self.flags, key) == len(key):
            return "flag"
        if _reach(self.environment, key) == len(key):
            return _variable(key)
        if self.from_file(key):
            return f"{self.document.file}:{self.document.line(key)}"
        return "default"

    def bad(self, refusal: Refusal) -> BadConfig:
        """The error for whoever wrote it: at the flag, the variable, or the file's line."""
        document, key = self._place(refusal.key)
        return document.bad(
            key,
            refusal.problem,
            found=refusal.found,
            allowed=refusal.allowed,
            nearest=refusal.nearest,
        )

    def _place(self, key: Key) -> tuple[Document, Key]:
        """Who named `key`, the strongest first; else who came nearest, in doubt the file."""
        reach = {
            "command line": _reach(self.flags, key),
            "environment": _reach(self.environment, key),
            "": _reach(self.document.data, key) if self.document.file else -1,
        }
        full = next((who for who, length in reach.items() if length == len(key)), None)
        who = max(reversed(reach), key=reach.__getitem__) if full is None else full
        if not who:
            return self.document, key
        if who == "environment":
            return Document(who), (_variable(key),)
        return Document(who), (_OPTIONS.get(key, spelled(key)),)


def _is_ours(name: str) -> bool:
    """Only with two underscores: other programs say KIOSK_PORT and mean something else."""
    name = name.upper()
    return name == _WHOLE or (name.startswith(_PREFIX) and "__" in name)


def _check_name(settings: type[BaseSettings], name: str) -> None:
    known = list(_names(settings))
    if name.upper() not in known:
        closest = nearest(name, known)
        raise BadConfig(
            file="environment",
            key=clean(name, 60),
            problem="names no setting",
            allowed="" if closest else choices(known),
            nearest=closest,
        )


def _names(settings: type[BaseSettings]) -> Iterator[str]:
    """Every variable there is."""
    for section, field in settings.model_fields.items():
        model = field.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            yield from (_variable((section, key)) for key in model.model_fields)
        else:
            yield _variable((section,))


def _variable(key: Key) -> str:
    """The variable that says `key`; of a whole section also the place within its list."""
    section, *within = key
    whole = f"{_PREFIX}{section}".upper()
    if whole == _WHOLE:
        return whole + spelled(tuple(within))
    return "__".join([whole, *(str(part).upper() for part in within[:1])])


def _decoded(settings: type[BaseSettings], env: Mapping[str, str]) -> Tree:
    try:
        return _tree_of(settings, env)
    except SettingsError as error:
        name = next(name for name in env if not _decodes(settings, name, env[name]))
        raise BadConfig(
            file="environment",
            key=name,
            problem="is not JSON",
            allowed='a list like ["en", "ar"]',
        ) from error


def _tree_of(settings: type[BaseSettings], env: Mapping[str, str]) -> Tree:
    source = EnvSettingsSource(settings)
    source.env_vars = {name.lower(): text for name, text in env.items()}
    return source()


def _decodes(settings: type[BaseSettings], name: str, text: str) -> bool:
    try:
        _tree_of(settings, {name: text})
    except SettingsError:
        return False
    return True


def _tree(flags: Mapping[str, Any]) -> Tree:
    tree: dict[str, Any] = {}
    for dotted, value in flags.items():
        *above, last = dotted.split(".")
        at = tree
        for part in above if value is not None else ():
            at = at.setdefault(part, {})
        if value is not None:
            at[last] = value
    return tree


def _reach(tree: Any, key: Iterable[str | int]) -> int:
    """How many parts of `key` the tree holds."""
    length = 0
    for part in key:
        if isinstance(tree, Mapping) and part in tree:
            tree = tree[part]
        elif isinstance(tree, list | tuple) and part in range(len(tree)):
            tree = tree[int(part)]
        else:
            break
        length += 1
    return length
