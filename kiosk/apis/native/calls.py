"""One call of our own dialect: its path, its answer as a model, its error as ours."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import Final, TypeVar

from kiosk.apis.heard import Told, heard
from kiosk.apis.http import Answer, Http
from kiosk.apis.ids import segment
from kiosk.apis.native import wire
from kiosk.apis.native.errors import error_from_wire
from kiosk.apis.native.frames import Frame, FrameReader
from kiosk.apis.patience import patiently
from kiosk.apis.pause import pause
from kiosk.errors import (
    Ambiguous,
    BadInput,
    KioskError,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)

M = TypeVar("M", bound=Told)
T = TypeVar("T")

PREFIX: Final = "/native/v1"

OPERATOR: Final = "x-operator"
"""The header with the token of who signed in."""

NO_CONTENT: Final = 204

_LONGEST_PAUSE: Final = 600
"""Seconds a server of ours is believed to be asking for."""


def path(*parts: str) -> str:
    """A path below the prefix. Raises NotFound for an id that would lead elsewhere."""
    return "/".join((PREFIX, *map(segment, parts)))


class Calls:
    """Asks one server of ours. What it can't make sense of is Unavailable, or Ambiguous."""

    def __init__(self, http: Http) -> None:
        """`http` is closed by `aclose`. `operator` is the token of who signed in here."""
        self.http = http
        self.operator: str | None = None

    async def read(
        self,
        where: str,
        model: type[M],
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> M:
        """Ask for something, and again if it gets lost."""
        answer = await patiently(
            lambda left: self._once("GET", where, None, headers, params, left)
        )
        return _model(answer, model, changes=False)

    async def text(self, where: str, kind: str) -> str:
        """Ask for something that is no JSON, and again if it gets lost."""
        answer = await patiently(
            lambda left: self._once("GET", where, None, None, None, left)
        )
        if answer.kind != kind:
            raise unusable(False, f"answered {answer.kind or 'nothing'}")
        return answer.body.decode("utf-8", "replace")

    async def look_up(self, where: str, body: bytes, model: type[M]) -> M:
        """The same for what may stand in no path, as paths are logged."""
        answer = await patiently(
            lambda left: self._once(
                "POST", where, body, None, None, left, changes=False
            )
        )
        return _model(answer, model, changes=False)

    async def repeatable(
        self,
        method: str,
        where: str,
        body: bytes | None,
        model: type[M],
        is_meant: Callable[[M], bool],
        headers: Mapping[str, str] | None = None,
    ) -> M:
        """Change something that is the same when it is done twice: asked again if it gets lost.

        `is_meant` is as for `create`.
        """

        async def ask(left: float) -> M:
            answer = await self._once(method, where, body, headers, None, left)
            return _meant(_model(answer, model, changes=True), is_meant)

        return await _persistently(ask)

    async def create(
        self,
        where: str,
        body: bytes,
        key: str,
        model: type[M],
        is_meant: Callable[[M], bool],
        more: Mapping[str, str] | None = None,
    ) -> tuple[M, bool]:
        """Make something once, asked again under the same `key`. Also: whether it was a replay.

        An answer that is not what `is_meant` is as good as none. `more` are headers.
        """
        headers = {"idempotency-key": key, **(more or {})}

        async def ask(left: float) -> tuple[M, bool]:
            answer = await self._once("POST", where, body, headers, None, left)
            said = _meant(_model(answer, model, changes=True), is_meant)
            return said, answer.headers.get("idempotent-replay") == "true"

        return await _persistently(ask)

    async def change(
        self, method: str, where: str, body: bytes | None, model: type[M]
    ) -> M:
        """Change something. Never asked twice."""
        answer = await self._once(method, where, body, None, None, None)
        return _model(answer, model, changes=True)

    async def tell(
        self, method: str, where: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Change something, for an answer without a body."""
        await self._once(method, where, None, headers, None, None)

    async def assure(self, method: str, where: str, body: bytes | None = None) -> None:
        """Change something that is the same when it is done twice, for an answer without a body.

        Asked again if it gets lost, and only a 204 is an answer.
        """

        async def ask(left: float) -> None:
            answer = await self._once(method, where, body, None, None, left)
            if answer.status != NO_CONTENT:
                raise unusable(True, f"answered {answer.status}")

        await _persistently(ask)

    async def hear(
        self,
        where: str,
        params: Mapping[str, str],
        after: int | None,
        understand: Callable[[Frame], T | None],
    ) -> AsyncGenerator[T]:
        """What is told from an event on, until the stream breaks. Unavailable, Denied, NotFound.

        `understand` gives None for what is to be left out, and BadInput for nonsense.
        """
        headers = self._signed({"accept": "text/event-stream"})
        headers |= {"last-event-id": str(after)} if after is not None else {}
        reader = FrameReader()
        async with self.http.listen(where, headers=headers, params=params) as told:
            head, chunks = told
            if head.status >= 400:
                raise failure(head, changes=False)
            if head.kind != "text/event-stream":
                raise unusable(False, f"answered {head.kind}")
            async for chunk in chunks:
                for frame in reader.feed(chunk):
                    if (happening := _understood(frame, understand)) is not None:
                        yield happening

    def _signed(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        said = {OPERATOR: self.operator} if self.operator else {}
        return {**(headers or {}), **said}

    async def _once(
        self,
        method: str,
        where: str,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        params: Mapping[str, str] | None,
        left: float | None,
        *,
        changes: bool | None = None,
    ) -> Answer:
        """`changes` None goes by the method."""
        changes = method != "GET" if changes is None else changes
        within = {} if left is None else {"within": left}
        answer = await self.http.ask(
            method,
            where,
            changes=changes,
            body=body,
            headers=self._signed(headers),
            params=params,
            **within,
        )
        if answer.status >= 400:
            raise failure(answer, changes=changes)
        return answer


def failure(answer: Answer, *, changes: bool) -> KioskError:
    """The error behind a status of 400 and more.

    Only our own envelope is a definite no. Anything else, such as a proxy's page, says nothing
    about what happened behind it.
    """
    said = None
    if answer.kind == "application/json":
        try:
            problem = heard(wire.ErrorAnswer, answer.body).error
        except BadInput:
            problem = None
        if problem:
            seconds = pause(answer, longest=_LONGEST_PAUSE)
            said = error_from_wire(answer.status, problem, seconds)
    if said is None:
        return unusable(changes, f"answered {answer.status}")
    return said


async def _persistently(ask: Callable[[float], Awaitable[T]]) -> T:
    """The answer of `ask`, tried again. After a lost one, a server that can't be reached any more
    does not mean that nothing happened; and what has changed since may be changed by us."""
    lost = False

    async def attempt(left: float) -> T:
        nonlocal lost
        try:
            return await ask(left)
        except KioskError as error:
            lost = lost or is_lost(error)
            raise

    try:
        return await patiently(attempt)
    except (Unavailable, TooBusy, Refused) as error:
        if lost and (error.reason is Reason.CHANGED or not isinstance(error, Refused)):
            raise Ambiguous(detail=f"lost, then {error.detail}") from error
        raise


def _understood(frame: Frame, understand: Callable[[Frame], T | None]) -> T | None:
    try:
        return understand(frame)
    except BadInput as error:
        raise unusable(False, "an event nobody can read") from error


def _meant(said: M, is_meant: Callable[[M], bool]) -> M:
    if not is_meant(said):
        raise unusable(True, "answered with something else")
    return said


def is_lost(error: KioskError) -> bool:
    """Whether it may have happened, or may happen yet."""
    return isinstance(error, Ambiguous) or error.reason is Reason.KEY_RUNNING


def unusable(changes: bool, detail: str) -> KioskError:
    """The other side said something that can't be right."""
    if changes:
        return Ambiguous(detail=detail)
    return Unavailable(Reason.UPSTREAM, detail=detail)


def _model(answer: Answer, model: type[M], *, changes: bool) -> M:
    if answer.kind != "application/json":
        raise unusable(changes, f"answered {answer.kind or 'nothing'}")
    try:
        return heard(model, answer.body)
    except BadInput as error:
        wrong = ", ".join(error.fields) or error.detail
        raise unusable(changes, f"answered nonsense: {wrong}") from error
