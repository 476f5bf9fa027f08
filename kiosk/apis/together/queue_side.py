"""The part of a queue that another system has no hand in, passed on as it is."""

from typing import Protocol

from kiosk.domain.ports import Backend
from kiosk.domain.theirs import Mirror


class Queue(Backend, Mirror, Protocol):
    """A queue of ours that stands in for another system's bookings."""


class QueueSide:
    """What `Together` leaves to the queue: its methods are the queue's own."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self.history = queue.history
        # counters and staff
        self.call = queue.call
        self.finish = queue.finish
        self.row = queue.row
        self.undo = queue.undo
        self.next_up = queue.next_up
        self.lobby = queue.lobby
        self.rows = queue.rows
        self.find = queue.find
        self.change_counter = queue.change_counter
        self.pause_service = queue.pause_service
        self.tell = queue.tell
        self.untell = queue.untell
        self.close_day = queue.close_day
        self.reopen_day = queue.reopen_day
        self.own_day = queue.own_day
        self.log = queue.log
        self.summon = queue.summon
        self.attend = queue.attend
        self.report = queue.report
        # customers
        self.add_customer = queue.add_customer
        self.customer = queue.customer
        self.customer_called = queue.customer_called
        self.customers_with = queue.customers_with
        self.change_customer = queue.change_customer
        self.forget_customer = queue.forget_customer
        self.customers = queue.customers
        self.tickets_of = queue.tickets_of
        # the port's other parts
        self.adopt = queue.adopt
        self.adopted = queue.adopted
        self.standing_for = queue.standing_for
        self.moved_to = queue.moved_to
        self.theirs = queue.theirs
        self.replayed = queue.replayed
