"""The way out: a screen that is asked to leave is gone a few seconds later, whatever hangs.

Textual hands what it draws to a thread, through a queue that holds 30 parts. Where a terminal is
not read any more, or has vanished, that thread stands still, and the event loop waits for it: no
timer, no task and no signal handler of asyncio's runs then, and the end of the app waits as well.
So who asks to leave is heard here, beside the loop, and the process ends without it if it must.
"""

import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

LEAVING_SECONDS: Final = 3.0
"""How long an app may take to end. The last words of one that hangs have a second more."""

HUNG_UP: Final = 128 + signal.SIGHUP
"""The exit code when the terminal is gone, as a shell would say it."""

_LOOK_SECONDS: Final = 1.0
_LAST_WORDS_SECONDS: Final = 1.0

_Asked = SimpleQueue[int | None]
"""Exit codes, from who asks to leave; None when the app has ended."""

_log = logging.getLogger(__name__)


def run(app: "App[Any]", goodbye: Callable[[], None] | None = None) -> None:
    """Run `app` in the main thread, as the process's last deed but for a few words.

    SIGTERM, SIGHUP and the end of the terminal ask it to exit with 128 + the signal's number.
    From its `exit`, whoever called that, the process has `LEAVING_SECONDS` left to end by itself,
    and ends with that exit code then. `goodbye` is called in a thread of its own before that:
    what the app couldn't say any more.
    """
    # the one kind of queue whose `put` may be interrupted by a signal's
    asked: _Asked = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _: asked.put(128 + caught))
    threading.Thread(
        target=_see_out, args=(app, asked, goodbye), name="leaving", daemon=True
    ).start()
    try:
        app.run()
    finally:
        asked.put(None)


def begin_again() -> None:
    """Be the same program from its beginning, with the same command line, and so without
    anybody who would start it. Returns only if that can't be done; the exit code says it then.

    What is open here closes itself (PEP 446), and with it whatever was locked.
    """
    try:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  as it was started
    except OSError as error:
        _log.error("can't begin again", extra={"said": error.strerror})


def _see_out(
    app: "App[Any]", asked: _Asked, goodbye: Callable[[], None] | None
) -> None:
    code = _asked_to_leave(app, asked)
    time.sleep(LEAVING_SECONDS)
    words = threading.Thread(target=_last_words, args=(code, goodbye), daemon=True)
    words.start()
    words.join(_LAST_WORDS_SECONDS)
    os._exit(code)


def _asked_to_leave(app: "App[Any]", asked: _Asked) -> int:
    """Wait until the app is to end; the exit code."""
    while app.return_code is None:
        try:
            code = asked.get(timeout=_LOOK_SECONDS)
        except Empty:
            if sys.stdin.isatty():
                continue
            code = HUNG_UP  # a terminal may vanish without a signal
        if code is None:
            return 1  # it broke down
        app.exit(return_code=code)
    return app.return_code


def _last_words(code: int, goodbye: Callable[[], None] | None) -> None:
    _log.error("the end hung; left without it", extra={"code": code, "at": _at()})
    if goodbye:
        goodbye()


def _at() -> str:
    """Where the main thread stands, for who wants to know what it waits for."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    stack = traceback.extract_stack(frame, limit=3)
    return " < ".join(f"{at.filename}:{at.lineno}" for at in reversed(stack))


__all__ = ["HUNG_UP", "LEAVING_SECONDS", "begin_again", "run"]
