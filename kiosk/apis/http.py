"""What every call to another process keeps to, whichever client makes it.

A call ends by a total deadline, its answer is capped, redirects are never followed, proxies of the
environment are not used, and compressed answers are refused: a small one can be made huge. What
goes wrong becomes one of our errors, by one question: can it have reached the other side?
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from kiosk.errors import Ambiguous, KioskError, Reason, Unavailable

DEADLINE: Final = 10.0
"""Seconds a call may take in all, its answer read to the end."""

CONNECT_SECONDS: Final = 3.0
SILENCE_SECONDS: Final = 40.0
"""An event stream that says nothing for so long is broken: pings come every 15 s."""

CAP: Final = 1_000_000
"""Bytes of an answer, or of one event."""

ALWAYS: Final[Mapping[str, str]] = {
    "accept": "application/json",
    "accept-encoding": "identity",
}
"""Headers of every call that says nothing else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are lower-case; `kind` is the content type by itself."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """ "application/json", or whatever the other side says it is."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Http(Protocol):
    """Calls to one other side."""

    async def ask(
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        within: float = DEADLINE,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call and its whole answer, whatever its status, in `within` seconds.

        Raises Unavailable OFFLINE when nothing was sent. After that, when the answer is lost,
        cut, too large, compressed or a redirect: Ambiguous if the call `changes` something,
        else Unavailable TIMEOUT or UPSTREAM.
        """
        ...

    def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AbstractAsyncContextManager[tuple[Answer, AsyncIterator[bytes]]]:
        """An answer that goes on: its head, and its bytes as they come.

        An answer other than 200 is read whole and its bytes end at once. Unavailable when the
        connection breaks or nothing comes for `SILENCE_SECONDS`.
        """
        ...

    async def aclose(self) -> None:
        """Let go of all connections."""
        ...


class Unusable(Unavailable):
    """An answer nobody should read on."""


def usable(head: Answer) -> Answer:
    """The head of an answer that may be read. Raises Unusable."""
    if 300 <= head.status < 400:
        message = f"answered with a redirect ({head.status})"
        raise Unusable(Reason.UPSTREAM, detail=message)
    if head.headers.get("content-encoding", "identity") != "identity":
        message = "answered with a compressed body"
        raise Unusable(Reason.UPSTREAM, detail=message)
    return head


async def whole(head: Answer, chunks: AsyncIterator[bytes], cap: int) -> Answer:
    """The answer with its body of at most `cap` bytes. Raises Unusable."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > cap:
            message = f"answered with more than {cap} bytes"
            raise Unusable(Reason.UPSTREAM, detail=message)
    return Answer(head.status, head.headers, bytes(body))


@contextmanager
def sent(*, changes: bool) -> Iterator[None]:
    """What goes wrong with an answer from here on becomes one of our errors."""
    try:
        yield
    except TimeoutError as error:
        raise lost(changes, Reason.TIMEOUT, "no answer in time") from error
    except Unusable as error:
        raise lost(changes, Reason.UPSTREAM, str(error)) from error


def lost(changes: bool, reason: Reason, detail: str) -> KioskError:
    """No answer to rely on, to a question that was sent."""
    return Ambiguous(detail=detail) if changes else Unavailable(reason, detail=detail)
