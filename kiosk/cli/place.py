"""Where a command works: its settings, its data directory and its server."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kiosk.cli.exits import reported

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings

T = TypeVar("T")

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings file.", show_default=False)
]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="Data directory.", show_default=False)
]
ServerOption = Annotated[
    str | None,
    typer.Option(
        "--server",
        help="URL of the queue server, or the path of its socket.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
BranchOption = Annotated[
    str | None, typer.Option("--branch", help="Branch id.", show_default=False)
]


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


def at(
    context: typer.Context,
    config: Path | None = None,
    data: Path | None = None,
    server: str | None = None,
) -> Place:
    """The place a command works at: its own options over those before its name."""
    outer = context.find_object(Place) or Place()
    return outer.narrowed(config, data, server)


__all__ = [
    "BranchOption",
    "ConfigOption",
    "DataOption",
    "JsonOption",
    "Place",
    "ServerOption",
    "at",
    "reported",
]
