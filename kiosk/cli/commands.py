"""Every command behind `kiosk`, by name."""

from typing import Annotated

import typer

from kiosk import __version__
from kiosk.cli import (
    backend,
    feed,
    key,
    operator,
    panel,
    printer,
    queue,
    settings,
    ticket,
)
from kiosk.cli import branch as branches
from kiosk.cli.board import board
from kiosk.cli.customer import customer as open_screen
from kiosk.cli.doctor import doctor
from kiosk.cli.options import BranchOption, ConfigOption, DataOption
from kiosk.cli.place import Place, at_place
from kiosk.cli.serve import serve
from kiosk.cli.staff import bindings, staff

app = typer.Typer(
    name="kiosk",
    help="Queue tickets for a branch lobby: kiosk, server and paper.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kiosk {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    config: ConfigOption = None,
    data: DataOption = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """Open the customer kiosk when no command is given."""
    context.obj = Place(config, data)
    if context.invoked_subcommand is None:
        raise typer.Exit(open_screen(data=data, config=config))


@app.command()
@at_place("server", "data", "config")
def customer(
    place: Place,
    branch: BranchOption = None,
    theme: Annotated[str | None, typer.Option(help="Theme's name.")] = None,
    locale: Annotated[str | None, typer.Option(help="First language.")] = None,
) -> None:
    """Open the customer kiosk."""
    raise typer.Exit(
        open_screen(
            server=place.server,
            branch=branch,
            theme=theme,
            locale=locale,
            data=place.data,
            config=place.config,
        )
    )


app.command()(staff)
app.command()(board)
app.command()(serve)
app.command()(queue.issue)
app.command()(queue.call)
app.command()(queue.finish)
app.add_typer(ticket.app, name="ticket")
app.add_typer(branches.app, name="branch")
app.add_typer(feed.app, name="feed")
app.add_typer(key.app, name="key")
app.add_typer(operator.app, name="operator")
app.add_typer(printer.app, name="printer")
app.add_typer(panel.app, name="panel")
app.add_typer(settings.app, name="config")
app.add_typer(backend.app, name="backend")
app.command()(settings.themes)
app.command()(settings.languages)
app.command()(bindings)
app.command()(doctor)
