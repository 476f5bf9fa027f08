"""The server's own part of the native API: keys, and the leases of its clients."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from kiosk.domain.access import Role
from kiosk.domain.branch import BranchId
from kiosk.domain.storing import ApiKey
from kiosk.errors import BadInput, Reason, Unavailable
from kiosk.server.answers import ERRORS, checked
from kiosk.server.gate import ServerGate
from kiosk.server.keyring import KeyRing
from kiosk.server.leases import Leases

_CLIENT = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OWNER = frozenset({Role.OWNER})


class NewKey(BaseModel):
    """What a key is for."""

    model_config = ConfigDict(extra="forbid", strict=True)

    role: str
    """kiosk, staff, supervisor, public or secret."""
    name: Annotated[str, Field(min_length=1, max_length=200)]
    """Whose it is, for lists and logs."""
    branch: Annotated[str | None, Field(max_length=128)] = None
    """The only branch it is good for; none: all."""


def admin_routes(gate: ServerGate, keys: KeyRing, leases: Leases) -> APIRouter:
    """`/native/v1/keys` and `/native/v1/clients`: for the machine's owner."""
    router = APIRouter(prefix="/native/v1", tags=["server"])
    body = {
        "content": {"application/json": {"schema": NewKey.model_json_schema()}},
        "required": True,
    }

    @router.post(
        "/keys", status_code=201, responses=ERRORS, openapi_extra={"requestBody": body}
    )
    async def new_key(request: Request) -> dict[str, Any]:
        """Make a key; its secret is in this answer and nowhere else."""
        gate.admit(request, _OWNER)
        wanted = checked(NewKey, await request.body())
        branch = BranchId(wanted.branch) if wanted.branch else None
        key, secret = await keys.new(wanted.role, wanted.name, branch)
        return {"id": key.id, "key": secret, "role": key.role, "name": key.name}

    @router.get("/keys", responses=ERRORS)
    async def list_keys(request: Request) -> dict[str, Any]:
        """All keys without their secrets, oldest first."""
        gate.admit(request, _OWNER)
        return {"keys": [_shown(key) for key in keys.listed()]}

    @router.delete("/keys/{key_id}", responses=ERRORS)
    async def revoke_key(request: Request, key_id: str) -> dict[str, Any]:
        """Revoke a key; a second time changes nothing."""
        gate.admit(request, _OWNER)
        return _shown(await keys.revoke(key_id))

    @router.put("/clients/{client}", status_code=204, responses=ERRORS)
    async def hello(request: Request, client: str) -> Response:
        """A client is here; again every 20 s while it stays."""
        gate.admit(request, _OWNER)
        if gate.closing.is_set():
            raise Unavailable(Reason.OFFLINE, detail="the server is ending")
        leases.renew(_client(client))
        return Response(status_code=204)

    @router.delete("/clients/{client}", status_code=204, responses=ERRORS)
    async def goodbye(request: Request, client: str) -> Response:
        """A client leaves."""
        gate.admit(request, _OWNER)
        leases.goodbye(_client(client))
        return Response(status_code=204)

    return router


def _client(given: str) -> str:
    if not _CLIENT.fullmatch(given):
        raise BadInput(
            detail="malformed client id", fields={"client": "letters, digits"}
        )
    return given


def _shown(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "role": key.role,
        "name": key.name,
        "prefix": key.prefix,
        "branch": key.branch,
        "created_at": key.created_at.isoformat(),
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
    }
