"""Where a command works: its settings, its data directory and its server."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typer

from kiosk.cli.options import ConfigOption, DataOption, ServerOption

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings

T = TypeVar("T")

Command = Callable[..., None]

_OPTIONS: Final[Mapping[str, object]] = {
    "server": ServerOption,
    "data": DataOption,
    "config": ConfigOption,
}


@dataclass
class Place:
    """What `--config`, `--data` and `--server` said, and what follows from it."""

    config: Path | None = None
    data: Path | None = None
    server: str | None = None

    def narrowed(
        self,
        config: Path | None = None,
        data: Path | None = None,
        server: str | None = None,
    ) -> "Place":
        """The same place with a command's own options on top."""
        return Place(config or self.config, data or self.data, server or self.server)

    @cached_property
    def settings(self) -> "Settings":
        """The settings, read once. Raises BadConfig."""
        from kiosk.wiring.ground import read_settings

        return read_settings(self.config)

    @cached_property
    def data_directory(self) -> Path:
        """Where database and spool are; from now on the log goes there as well."""
        from kiosk.wiring.ground import data_directory, log_beside

        found = data_directory(self.settings, self.data)
        log_beside(found, "command")
        return found

    def ask(
        self, question: Callable[["NativeAdmin"], Awaitable[T]], *, demo: bool = True
    ) -> T:
        """Run `question` against this place's server, which is started if need be.

        `demo` False keeps the demo branch out of a server that this call starts.
        """
        from kiosk.wiring.client import connected, where

        async def asked() -> T:
            place = where(
                self.settings, self.data_directory, self.server, self.config, demo=demo
            )
            async with connected(place) as client:
                return await question(client)

        return asyncio.run(asked())


def at_place(*names: str) -> Callable[[Command], Command]:
    """Make a command of a function whose first parameter is the place it works at.

    The command has the options `names` ("server", "data", "config") beside its own; they hold
    over those before its name.
    """

    def command_of(function: Command) -> Command:
        @wraps(function)
        def command(context: typer.Context, **given: Any) -> None:
            outer = context.find_object(Place) or Place()
            own = {name: given.pop(name) for name in names}
            function(outer.narrowed(**own), **given)

        command.__signature__ = _signature(function, names)  # type: ignore[attr-defined]  # read by `signature`
        return command

    return command_of


def _signature(function: Command, names: Sequence[str]) -> Signature:
    """What Typer reads the options from: those of `function`, and those of its place."""
    _, *own = signature(function, eval_str=True).parameters.values()
    by_name = Parameter.KEYWORD_ONLY
    shared = [
        Parameter(name, by_name, default=None, annotation=_OPTIONS[name])
        for name in names
    ]
    context = Parameter("context", by_name, annotation=typer.Context)
    return Signature([*(one.replace(kind=by_name) for one in own), *shared, context])
