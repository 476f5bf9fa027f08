"""How a branch stands, between the core and our own dialect, both ways."""

from msgspec import UNSET

from kiosk.apis.native import wire_branch as wire
from kiosk.apis.native.translate_branch import (
    NUMBER_CELLS,
    branch_from_wire,
    branch_to_wire,
    words_from_wire,
)
from kiosk.apis.native.translate_can import can_to_wire
from kiosk.domain.branch import (
    BranchState,
    Call,
    CounterId,
    Message,
    Opening,
    ServiceId,
    ServiceState,
)
from kiosk.domain.ports import Capabilities
from kiosk.text import clean


def state_to_wire(
    state: BranchState, can: Capabilities | None = None
) -> wire.BranchState:
    """A branch as it stands, with all it offers, and what works there."""
    return wire.BranchState(
        branch=branch_to_wire(state.branch),
        opening=wire.Opening(
            is_open=state.opening.is_open,
            until=state.opening.until,
            label=dict(state.opening.label),
        ),
        waiting=state.waiting,
        services=[_service_state_to_wire(s) for s in state.services.values()],
        as_of=state.as_of,
        seq=state.seq,
        calls=[
            wire.Call(number=c.number, counter=c.counter, at=c.at, times=c.times)
            for c in state.calls
        ],
        messages=[message_to_wire(message) for message in state.messages],
        can=can_to_wire(can) if can else UNSET,
        counted=state.counted,
    )


def message_to_wire(message: Message) -> wire.Message:
    """What staff have to say."""
    return wire.Message(
        id=message.id,
        text=dict(message.text),
        until=message.until,
        on_board=message.on_board,
        on_kiosk=message.on_kiosk,
    )


def message_from_wire(said: wire.Message) -> Message:
    """The same as another machine told it; cleaned."""
    text = words_from_wire(said.text)
    return Message(said.id, text, said.until, said.on_board, said.on_kiosk)


def _service_state_to_wire(state: ServiceState) -> wire.ServiceState:
    return wire.ServiceState(
        service=state.service,
        is_open=state.is_open,
        waiting=state.waiting,
        ahead=state.ahead,
        wait_lo=state.wait_lo,
        wait_hi=state.wait_hi,
        counters_open=state.counters_open,
        closed_reason=state.closed_reason,
        opens_at=state.opens_at,
    )


def state_from_wire(said: wire.BranchState) -> BranchState:
    """A branch as another machine told it; its texts are cleaned."""
    opening = said.opening
    return BranchState(
        branch=branch_from_wire(said.branch),
        opening=Opening(opening.is_open, opening.until, words_from_wire(opening.label)),
        waiting=said.waiting,
        services={
            ServiceId(s.service): ServiceState(
                service=ServiceId(s.service),
                is_open=s.is_open,
                waiting=s.waiting,
                ahead=s.ahead,
                wait_lo=s.wait_lo,
                wait_hi=s.wait_hi,
                counters_open=s.counters_open,
                closed_reason=clean(s.closed_reason) if s.closed_reason else None,
                opens_at=s.opens_at,
            )
            for s in said.services
        },
        as_of=said.as_of,
        seq=said.seq,
        counted=said.counted,
        calls=tuple(
            Call(
                clean(call.number, NUMBER_CELLS),
                CounterId(clean(call.counter)),
                call.at,
                call.times,
            )
            for call in said.calls
        ),
        messages=tuple(message_from_wire(message) for message in said.messages),
    )
