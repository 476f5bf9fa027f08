"""The options that more than one command has, each said once."""

from pathlib import Path
from typing import Annotated

import typer

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
CounterOption = Annotated[
    str, typer.Option("--counter", help="Counter, as written above it.")
]
PrinterOption = Annotated[
    str | None, typer.Option("--printer", help="Printer's name; else the first.")
]
LocaleOption = Annotated[
    str | None, typer.Option("--locale", help="Language of the paper.")
]
TicketArgument = Annotated[str, typer.Argument(metavar="ID", help="Ticket id.")]
