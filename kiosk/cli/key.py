"""`kiosk key`: who may ask the server."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.exits import say
from kiosk.cli.known import branch_called, check
from kiosk.cli.options import BranchOption, JsonOption
from kiosk.cli.place import Place, at_place

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin

app = typer.Typer(help="API keys: new, list, revoke.", no_args_is_help=True)
ROLES = "kiosk, staff, supervisor, public or secret"


@app.command()
@at_place("server", "data", "config")
def new(
    place: Place,
    role: Annotated[str, typer.Option(help=f"{ROLES}.")],
    name: Annotated[str, typer.Option(help="Whose key it is, for lists and logs.")],
    branch: BranchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a key. It is shown now and never again."""

    async def run(client: "NativeAdmin") -> dict[str, Any]:
        if branch:
            await branch_called(client, branch)
        return await client.new_key(role=role, name=name, branch=branch)

    made = place.ask(run)
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        # said first: a key whose secret did not get out can be revoked by its id
        say(f"{made['role']} key {made['id']} for {made['name']}, kept nowhere else:")
        print(made["key"])


@app.command("list")
@at_place("server", "data", "config")
def list_(
    place: Place,
    as_json: JsonOption = False,
) -> None:
    """List keys by id, role and name."""

    async def run(client: "NativeAdmin") -> list[dict[str, Any]]:
        return await client.keys()

    keys = place.ask(run)
    if as_json:
        print(json.dumps(keys, ensure_ascii=False))
        return
    for key in keys:
        revoked = "  revoked" if key.get("revoked_at") else ""
        print(
            f"{key['id']}  {key['role']:<10} {key['prefix']}…  {key['name']}{revoked}"
        )


@app.command()
@at_place("server", "data", "config")
def revoke(
    place: Place,
    key: Annotated[str, typer.Argument(metavar="ID", help="Key id.")],
) -> None:
    """Make a key worthless from now on."""

    async def run(client: "NativeAdmin") -> None:
        check("key", key, [one["id"] for one in await client.keys()])
        await client.revoke_key(key)

    place.ask(run)
    print(f"revoked {key}")
