"""`kiosk branch`: what a branch offers, from its file to the server and back."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.exits import say
from kiosk.cli.options import JsonOption
from kiosk.cli.place import Place, at_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.branch import Branch, BranchState

app = typer.Typer(
    help="Branches: load a file, show what is loaded.", no_args_is_help=True
)


@app.command()
@at_place("server", "data", "config")
def load(
    place: Place,
    file: Annotated[Path, typer.Argument(help="Branch file (TOML).")],
    check: Annotated[
        bool, typer.Option("--check", help="Only check the file.")
    ] = False,
) -> None:
    """Check a branch file and give it to the server."""
    from kiosk.config.branch_file import read_branch

    branch = read_branch(file)
    if check:
        print(f"{file}: good, {_size(branch)}")
        return

    async def run(client: "NativeAdmin") -> "BranchState":
        return await client.load_branch(branch)

    state = place.ask(run, demo=False)
    print(f"loaded {state.branch.id}: {_size(state.branch)}")
    left = state.waiting - sum(one.waiting for one in state.services.values())
    if left:
        say(
            f"{left} still waiting for a service that is gone; every counter calls them"
        )


def _size(branch: "Branch") -> str:
    return (
        f"{len(branch.groups)} groups, {len(branch.services)} services,"
        f" {len(branch.counters)} counters"
    )


@app.command()
@at_place("server", "data", "config")
def show(
    place: Place,
    as_json: JsonOption = False,
) -> None:
    """Show every branch with its groups and services."""

    async def run(client: "NativeAdmin") -> "Sequence[BranchState]":
        return await client.branches()

    states = place.ask(run)
    if as_json:
        shown = [_branch_json(state.branch) for state in states]
        print(json.dumps(shown, ensure_ascii=False))
        return
    for state in states:
        _tell(state)


def _branch_json(branch: "Branch") -> dict[str, Any]:
    from kiosk.domain.branch import in_language

    def named(words: Any) -> str:
        return in_language(words, branch.default_locale, branch.default_locale)

    def service_json(service_id: Any) -> dict[str, Any]:
        service = branch.service(service_id)
        assert service is not None  # noqa: S101  a checked branch
        return {
            "id": service.id,
            "name": named(service.name),
            "walkin": service.walkin,
            "appointable": service.appointable,
        }

    groups = [
        {
            "id": group.id,
            "name": named(group.name),
            "services": [service_json(service) for service in group.services],
        }
        for group in branch.groups
    ]
    return {"id": branch.id, "name": named(branch.name), "groups": groups}


def _tell(state: "BranchState") -> None:
    shown = _branch_json(state.branch)
    standing = "open" if state.opening.is_open else "closed"
    print(f"{shown['id']}  {shown['name']}  ({standing}, {state.waiting} waiting)")
    for group in shown["groups"]:
        print(f"  {group['id']}  {group['name']}")
        for service in group["services"]:
            now = state.services.get(service["id"])
            closed = f", {now.closed_reason}" if now and now.closed_reason else ""
            waiting = now.waiting if now else 0
            print(
                f"    {service['id']}  {service['name']}  ({waiting} waiting{closed})"
            )
