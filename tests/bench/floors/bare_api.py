"""The floor under a number over HTTP: the same request and answer, and nothing in between.

`python -m tests.bench.floors.bare_api`: listens on a free port of loopback and says so.
"""

import itertools
import socket
from datetime import UTC, date, datetime
from typing import Any, get_args, get_type_hints

import uvicorn
import uvloop
from fastapi import FastAPI
from msgspec import UnsetType
from pydantic import BaseModel, create_model

from kiosk.apis.native import wire
from kiosk.apis.native.asked import IssueRequest


def _model(shape: type, **members: Any) -> type[BaseModel]:
    """The same shape as the framework's own kind of model, without what an ordinary answer
    leaves out."""
    hints = get_type_hints(shape) | members
    told: dict[str, Any] = {
        name: (hint, ...)
        for name, hint in hints.items()
        if UnsetType not in get_args(hint)
    }
    return create_model(shape.__name__, **told)


Named, Wait, Booking = (_model(one) for one in (wire.Named, wire.Wait, wire.Booking))
Ticket = _model(
    wire.Ticket,
    branch=Named,
    group=Named | None,
    service=Named,
    booking=Booking | None,
    wait=Wait | None,
)
app = FastAPI()
_numbers = itertools.count(1)
_BEGAN = datetime(2026, 5, 4, 8, tzinfo=UTC)


@app.post("/native/v1/tickets", status_code=201)
async def issue(asked: IssueRequest) -> Ticket:  # type: ignore[valid-type]  # a model made as it is loaded
    """A made-up number in the shape of a real one."""
    n = next(_numbers)
    return Ticket(
        id=f"{n:010d}",
        number=f"A{n:03d}",
        code=f"{n:08d}",
        status="waiting",
        status_at=_BEGAN,
        kind="walkin",
        branch=Named(id=asked.branch, name="Bench"),
        group=Named(id="all", name="All"),
        service=Named(id=asked.service, name="One"),
        day=date(2026, 5, 4),
        day_seq=1,
        counter=None,
        issued_at=_BEGAN,
        rank_at=_BEGAN,
        start_at=None,
        called_at=None,
        serving_at=None,
        finished_at=None,
        call_count=0,
        priority=0,
        keep_place=False,
        locale=asked.locale or "en",
        source=asked.source,
        seq=n,
        version=1,
        booking=None,
        customer=None,
        queue_ahead=n,
        wait=Wait(lo=5, hi=15, estimate=10, unit="min", as_of=_BEGAN),
        as_of=_BEGAN,
    )


async def _serve() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    config = uvicorn.Config(
        app, http="httptools", lifespan="off", log_config=None, access_log=False
    )
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)  # noqa: T201  the bench reads it
    await uvicorn.Server(config).serve(sockets=[listener])


if __name__ == "__main__":
    uvloop.run(_serve())
