"""Finds what is left of a text: in everything that an app still holds, and on a disk."""

import gc
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import (
    BuiltinFunctionType,
    CodeType,
    FrameType,
    FunctionType,
    ModuleType,
)
from typing import Any

_NOT_OURS = (ModuleType, type, CodeType, BuiltinFunctionType)
_TESTS = str(Path(__file__).parents[1])


def in_memory(root: object, needles: Iterable[str], *beyond: object) -> list[str]:
    """Each text with one of `needles` that can be reached from `root`, and by which way.

    Spaces and capitals don't count. Not looked at is what modules, classes and tests hold, and
    what is `beyond`.
    """
    wanted = [plain(needle) for needle in needles]
    least = min(map(len, wanted))
    globals_of = {id(vars(module)) for module in list(sys.modules.values())}
    seen = {id(each) for each in beyond} | globals_of
    before: dict[int, object] = {}
    found, ahead, alive = [], deque([root]), [root]
    while ahead:
        here = ahead.popleft()
        for each in _held_by(here):
            if id(each) in seen or isinstance(each, _NOT_OURS):
                continue
            seen.add(id(each))
            alive.append(each)
            before[id(each)] = here
            if isinstance(each, str | bytes):
                if len(each) >= least and _holds(each, wanted):
                    found.append(_way(each, before, root))
            else:
                ahead.append(each)
    return found


def on_disk(folder: Path, needles: Iterable[str]) -> list[str]:
    """The files below `folder` that hold one of `needles`."""
    wanted = [plain(needle) for needle in needles]
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in files if _holds(path.read_bytes(), wanted)]


def plain(text: str | bytes) -> str:
    """Without spaces and capitals."""
    said = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return "".join(said.split()).casefold()


def _holds(text: str | bytes, wanted: Iterable[str]) -> bool:
    said = plain(text)
    return any(needle in said for needle in wanted)


def _held_by(one: object) -> Iterator[object]:
    if isinstance(one, FunctionType):
        yield from (one.__closure__ or (), one.__defaults__ or (), one.__kwdefaults__)
    elif isinstance(one, FrameType) and one.f_code.co_filename.startswith(_TESTS):
        return
    else:
        yield from gc.get_referents(one)


def _way(end: Any, before: dict[int, object], root: object) -> str:
    """Back from a text to where it is held, the nearest first."""
    names, here = [repr(end)[:60]], end
    while here is not root and len(names) < 9:
        here = before[id(here)]
        names.append(_name(here))
    return " < ".join(names)


def _name(one: object) -> str:
    identity = getattr(one, "id", None) if hasattr(one, "_classes") else None
    return f"{type(one).__name__}{f'#{identity}' if identity else ''}"
