"""What a foreign system does not offer is refused by name, never an attribute that is missing."""

import inspect

import pytest

from kiosk.apis.unoffered import Unoffered
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Backend
from kiosk.errors import Reason, Refused

METHODS = sorted(
    name
    for name, member in inspect.getmembers(Backend)
    if inspect.isfunction(member) and not name.startswith("_")
)


def _backend() -> Backend:
    return Unoffered()


@pytest.mark.parametrize("method", METHODS)
async def test_a_method_that_nobody_wrote_is_not_offered(method: str) -> None:
    answer = getattr(_backend(), method)(BranchId("main"))
    with pytest.raises(Refused) as refused:
        await (answer if inspect.iscoroutine(answer) else anext(answer))
    assert Reason.NOT_OFFERED == refused.value.reason
    assert method in refused.value.detail


def test_nothing_is_claimed() -> None:
    can = _backend().capabilities
    flags = {name for name in can.__slots__ if getattr(can, name) is True}
    assert set() == flags
