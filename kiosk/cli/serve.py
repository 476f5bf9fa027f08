"""`kiosk serve`: the queue server in the foreground."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.place import Place, at_place
from kiosk.paths import data_directory

HOST = Annotated[str | None, typer.Option(help="Address to listen on.  [127.0.0.1]")]
PORT = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Port; 0 picks a free one.  [8470]")
]


@at_place("data", "config")
def serve(
    place: Place,
    host: HOST = None,
    port: PORT = None,
    socket: Annotated[
        Path | None, typer.Option(help="Listen on this Unix socket only.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(help="Database file; else queue.db in the data directory."),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load the demo branch.")] = False,
    until_idle: Annotated[bool, typer.Option("--until-idle", hidden=True)] = False,
) -> None:
    """Run the queue server; says "listening on …" when it is ready."""
    from kiosk.wiring.server import Serving, run

    local_only = until_idle or (socket is not None and host is None and port is None)
    run(
        place.settings,
        Serving(
            data=place.data or data_directory(demo=demo),
            database=database,
            host=None if local_only else host or place.settings.server.host,
            port=place.settings.server.port if port is None else port,
            socket=socket,
            demo=demo,
            until_idle=until_idle,
        ),
        announce=partial(print, flush=True),
    )
