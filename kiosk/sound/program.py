"""One program at a time, without a shell, for so many seconds at the most."""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

_LAST_SECONDS: Final = 1.0


async def run(command: Sequence[str], seconds: float) -> int | None:
    """Run `command` to its end; its exit code. None: it took too long, and was ended.

    Cancelled, it ends the program first. Raises OSError when there is no such program.
    """
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # so that it ends with whatever it started
    )
    try:
        async with asyncio.timeout(seconds):
            return await child.wait()
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_SECONDS):
                    await child.wait()
