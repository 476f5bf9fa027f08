"""Every command behind `kiosk`, by name."""

from typing import Annotated

import typer

from kiosk import __version__
from kiosk.cli import branch, key, printer, queue, settings, ticket
from kiosk.cli.customer import customer as open_screen
from kiosk.cli.doctor import doctor
from kiosk.cli.exits import reported
from kiosk.cli.place import (
    BranchOption,
    ConfigOption,
    DataOption,
    Place,
    ServerOption,
    at,
)
from kiosk.cli.serve import serve

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
        raise typer.Exit(open_screen(None, None, None, None, data, config))


@app.command()
def customer(
    context: typer.Context,
    server: ServerOption = None,
    branch_id: BranchOption = None,
    theme: Annotated[str | None, typer.Option(help="Theme's name.")] = None,
    locale: Annotated[str | None, typer.Option(help="First language.")] = None,
    data: DataOption = None,
    config: ConfigOption = None,
) -> None:
    """Open the customer kiosk."""
    with reported():
        place = at(context, config, data, server)
    raise typer.Exit(
        open_screen(place.server, branch_id, theme, locale, place.data, place.config)
    )


app.command()(serve)
app.command()(queue.issue)
app.command()(queue.call)
app.command()(queue.finish)
app.add_typer(ticket.app, name="ticket")
app.add_typer(branch.app, name="branch")
app.add_typer(key.app, name="key")
app.add_typer(printer.app, name="printer")
app.add_typer(settings.app, name="config")
app.command()(settings.themes)
app.command()(settings.languages)
app.command()(doctor)
