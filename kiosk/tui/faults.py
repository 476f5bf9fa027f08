"""What nobody expected: a log entry with a reference, and nothing of it on the glass."""

import logging
from uuid import uuid4

FAULT_SECONDS = 8.0
"""How long the reference can be read before the program ends."""

_log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """Log `error` with its traceback, without local variables; the reference to find it by."""
    reference = f"E-{uuid4().hex[:6].upper()}"
    _log.error("unexpected error", exc_info=error, extra={"reference": reference})
    return reference
