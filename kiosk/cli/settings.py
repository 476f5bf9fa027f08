"""What is configured and what comes with it: `config`, `themes`, `languages`."""

import json

import typer

from kiosk.cli.exits import say
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place

app = typer.Typer(
    help="Settings: show where each comes from, check.", no_args_is_help=True
)


@app.command()
@at_place("config")
def show(place: Place, as_json: JsonOption = False) -> None:
    """Show every setting, its value and where it comes from. Secrets are masked."""
    from kiosk.wiring.ground import settings_rows

    rows = settings_rows(place.config)
    if as_json:
        print(json.dumps([row._asdict() for row in rows], default=str))
        return
    width = max(len(row.key) for row in rows)
    for row in rows:
        print(f"{row.key:<{width}}  {row.value}  ({row.origin})")


@app.command()
@at_place("config")
def check(place: Place) -> None:
    """Check the settings; exit 2 and the place when something is wrong."""
    from kiosk.wiring.ground import settings_file, settings_rows
    from kiosk.wiring.names import check_names

    check_names(settings_rows(place.config))
    file = settings_file(place.config)
    print(f"{file}: good" if file else "no settings file: the demo's settings hold")


def themes() -> None:
    """List the themes a kiosk can wear."""
    from kiosk.wiring.customer import load_themes

    found, problems = load_themes()
    for theme in found.values():
        print(f"{theme.name:<16} {'dark' if theme.dark else 'light'}")
    for problem in problems:
        say(f"skipped: {problem.detail}")


def languages() -> None:
    """List the languages a kiosk can speak."""
    from kiosk.i18n.catalogue import Catalogue

    catalogue = Catalogue.load()
    for tag in catalogue.locales:
        speaker = catalogue.speaker(tag, "UTC")
        side = "right to left" if speaker.rtl else "left to right"
        print(f"{tag:<6} {speaker.native_name}  ({side})")
