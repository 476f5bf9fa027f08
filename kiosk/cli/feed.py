"""`kiosk feed`: calendars that other programs subscribe to."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.exits import say
from kiosk.cli.known import branch_called, check
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin

app = typer.Typer(help="Calendar feeds: new, list, revoke.", no_args_is_help=True)


@app.command()
@at_place("server", "data", "config")
def new(
    place: Place,
    name: Annotated[str, typer.Option(help="Who subscribes to it, for lists.")],
    branch: Annotated[
        str | None, typer.Option(help="Branch id; the only one by itself.")
    ] = None,
    service: Annotated[
        str | None, typer.Option(help="The only service in it; all by itself.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a feed. Its address is shown now and never again."""

    async def run(client: "NativeAdmin") -> dict[str, Any]:
        here = await _branch(client, branch)
        if service:
            described = await branch_called(client, here)
            check("service", service, [one.id for one in described.services])
        return await client.new_feed(name=name, branch=here, service=service)

    made = place.ask(run)
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        # said first: a feed whose address did not get out can be revoked by its id
        say(f"feed {made['id']} for {made['name']}; whoever has the address reads it:")
        print(made["path"])


@app.command("list")
@at_place("server", "data", "config")
def list_(place: Place, as_json: JsonOption = False) -> None:
    """List feeds by id, branch and name."""

    async def run(client: "NativeAdmin") -> list[dict[str, Any]]:
        return await client.feeds()

    feeds = place.ask(run)
    if as_json:
        print(json.dumps(feeds, ensure_ascii=False))
        return
    for feed in feeds:
        revoked = "  revoked" if feed.get("revoked_at") else ""
        what = feed.get("service") or "all services"
        print(f"{feed['id']}  {feed['branch']}  {what}  {feed['name']}{revoked}")


@app.command()
@at_place("server", "data", "config")
def revoke(
    place: Place,
    feed: Annotated[str, typer.Argument(metavar="ID", help="Feed id.")],
) -> None:
    """Show nothing under a feed's address from now on."""

    async def run(client: "NativeAdmin") -> None:
        check("feed", feed, [one["id"] for one in await client.feeds()])
        await client.revoke_feed(feed)

    place.ask(run)
    print(f"revoked {feed}")


async def _branch(client: "NativeAdmin", wanted: str | None) -> str:
    """The branch named, or the only one there is. NotFound."""
    known = [state.branch.id for state in await client.branches()]
    if wanted is None and len(known) == 1:
        return known[0]
    check("branch", wanted or "?", known)
    return wanted or ""
