"""Who is signed in: tokens by digest, in memory, as the store has them."""

import secrets
from typing import Final

from kiosk.domain.access import Caller, Operator
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Clock
from kiosk.domain.stored_operators import SESSION, Session
from kiosk.domain.storing import Store, Writing
from kiosk.server.keyring import digest

PREFIX: Final = "op_"
"""What a token begins with, so that people, and the log, see what it is."""


class Sessions:
    """All sessions, indexed by digest. Changes go through the store first."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Reads the sessions there are."""
        self._store, self._clock = store, clock
        self._by_digest: dict[str, Session] = {}
        self.read()

    def read(self) -> None:
        """Take in what the store has."""
        found = self._store.read(lambda view: view.sessions())
        self._by_digest = {session.digest: session for session in found}

    def of(self, token: str, caller: Caller) -> Session | None:
        """The session of a token; None when it is over, unknown or another key's."""
        found = self._by_digest.get(digest(token))
        if found is None or found.key != caller.id:
            return None
        return found if abs(self._clock.now() - found.began_at) < SESSION else None

    def begin(
        self, caller: Caller, branch: BranchId, operator: Operator
    ) -> tuple[Session, str]:
        """A session to be stored, and its token, which is not kept."""
        token = PREFIX + secrets.token_urlsafe(32)
        now = self._clock.now()
        return Session(digest(token), operator.id, caller.id, branch, now), token

    def replace(self, tx: Writing, session: Session, former: Session | None) -> None:
        """Within a change: forget the `former` and all that are over, and store the new one."""
        tx.drop_sessions(session.began_at - SESSION, session.began_at + SESSION)
        if former:
            tx.drop_session(former.digest)
        tx.add_session(session)
