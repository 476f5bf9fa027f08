"""`kiosk operator`: who may sign in at a counter."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.exits import say
from kiosk.cli.known import branch_called, check
from kiosk.cli.options import BranchOption, JsonOption
from kiosk.cli.place import Place, at_place
from kiosk.cli.typed import new_pin
from kiosk.errors import BadInput

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.domain.access import Role
    from kiosk.domain.branch import StaffId
    from kiosk.domain.operators import Listed, OperatorChange

app = typer.Typer(
    help="Operators: add, list, pin, change, remove.", no_args_is_help=True
)

_OperatorArgument = Annotated[str, typer.Argument(metavar="ID", help="Operator id.")]
_PinOption = Annotated[
    bool, typer.Option("--pin-stdin", help="Read the PIN from stdin, one line.")
]
_ChooseOption = typer.Option(
    "--may-choose/--no-may-choose",
    help="May call somebody out of turn. A supervisor always may.",
    show_default=False,
)


@app.command()
@at_place("server", "data", "config")
def add(
    place: Place,
    name: Annotated[str, typer.Option(help="As in lists and in the log.")],
    role: Annotated[str, typer.Option(help="staff or supervisor.")],
    branch: BranchOption = None,
    may_choose: Annotated[bool, _ChooseOption] = False,
    pin_stdin: _PinOption = False,
    as_json: JsonOption = False,
) -> None:
    """Let somebody sign in. Asks for their PIN, 4 to 12 digits."""
    from kiosk.domain.branch import BranchId
    from kiosk.domain.operators import Listed, NewOperator

    wanted = NewOperator(
        name=name,
        role=_role(role),
        pin=new_pin(from_stdin=pin_stdin),
        branch=BranchId(branch) if branch else None,
        may_choose=may_choose,
    )

    async def run(client: "NativeAdmin") -> Listed:
        if branch:
            await branch_called(client, branch)
        return Listed(await client.add_operator(wanted), locked=False)

    made = place.ask(run)
    if as_json:
        print(json.dumps(_shown(made), ensure_ascii=False))
    else:
        say(f"{made.operator.name} may sign in as {made.operator.role}")
        print(made.operator.id)


@app.command("list")
@at_place("server", "data", "config")
def list_(place: Place, as_json: JsonOption = False) -> None:
    """List operators by id, role, branch and name."""

    async def run(client: "NativeAdmin") -> "list[Listed]":
        return [*await client.all_operators()]

    listed = place.ask(run)
    if as_json:
        shown = [_shown(one) for one in listed]
        print(json.dumps(shown, ensure_ascii=False))
        return
    for one in listed:
        who = one.operator
        locked = "  locked" if one.locked else ""
        print(f"{who.id}  {who.role:<10} {who.branch or '*':<12} {who.name}{locked}")


@app.command()
@at_place("server", "data", "config")
def pin(
    place: Place, operator: _OperatorArgument, pin_stdin: _PinOption = False
) -> None:
    """Give somebody another PIN, and unlock them. Signs them out everywhere."""
    from kiosk.domain.operators import OperatorChange

    chosen = new_pin(from_stdin=pin_stdin)
    done = _changed(place, operator, OperatorChange(pin=chosen))
    print(f"{done.operator.name} has a new PIN")


@app.command()
@at_place("server", "data", "config")
def change(
    place: Place,
    operator: _OperatorArgument,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    role: Annotated[str | None, typer.Option(help="staff or supervisor.")] = None,
    branch: BranchOption = None,
    any_branch: Annotated[
        bool, typer.Option("--any-branch", help="Not for one branch only.")
    ] = False,
    may_choose: Annotated[bool | None, _ChooseOption] = None,
    unlock: Annotated[
        bool, typer.Option("--unlock", help="Forget the wrong PINs, keep the PIN.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Change what is named; everything else stays. For the PIN: `kiosk operator pin`."""
    from kiosk.domain.operators import OperatorChange

    if branch and any_branch:
        raise BadInput(detail="--branch and --any-branch together mean nothing")
    wanted = OperatorChange(
        name=name,
        role=None if role is None else _role(role),
        branch="" if any_branch else branch,
        may_choose=may_choose,
        unlock=unlock,
    )
    if wanted == OperatorChange():
        raise BadInput(detail="nothing to change; see kiosk operator change --help")
    done = _changed(place, operator, wanted)
    if as_json:
        print(json.dumps(_shown(done), ensure_ascii=False))
    else:
        print(f"changed {done.operator.name}")


@app.command()
@at_place("server", "data", "config")
def remove(place: Place, operator: _OperatorArgument) -> None:
    """Sign somebody out everywhere, for good."""

    async def run(client: "NativeAdmin") -> None:
        await client.remove_operator(await _known(client, operator))

    place.ask(run)
    print(f"removed {operator}")


def _changed(place: Place, operator: str, change: "OperatorChange") -> "Listed":
    async def run(client: "NativeAdmin") -> "Listed":
        if change.branch:
            await branch_called(client, change.branch)
        return await client.change_operator(await _known(client, operator), change)

    return place.ask(run)


async def _known(client: "NativeAdmin", operator: str) -> "StaffId":
    from kiosk.domain.branch import StaffId

    check(
        "operator", operator, [one.operator.id for one in await client.all_operators()]
    )
    return StaffId(operator)


def _role(word: str) -> "Role":
    from kiosk.domain.access import Role

    if word not in (Role.STAFF, Role.SUPERVISOR):
        raise BadInput(
            detail=f"no such role: {word}", fields={"role": "staff or supervisor"}
        )
    return Role(word)


def _shown(listed: "Listed") -> dict[str, Any]:
    who = listed.operator
    return {
        "id": who.id,
        "name": who.name,
        "role": who.role,
        "branch": who.branch,
        "may_choose": who.may_choose,
        "locked": listed.locked,
    }
