"""Logs: one JSON object a line, in a file that can't outgrow its disk, without secrets."""

import logging
import re
from collections.abc import MutableMapping
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

_BYTES: Final = 5_000_000
_FILES: Final = 3

_SECRETS: Final = re.compile(
    r"\b(?:pk|sk|kk|st|sv|op)_[A-Za-z0-9_-]{8,}"  # our keys, and who signed in
    r"|(?i:bearer)\s+\S+"
    r"|(?<![\w.:-])\+?\d[\d ()/-]{7,}\d(?![\w.:-])"  # what looks like a phone number
)
_QUIET: Final = ("httpx", "httpcore", "uvicorn", "uvicorn.error", "asyncio", "PIL")
"""Libraries that log whole URLs, or more than anybody reads."""


def set_up(file: Path, *, process: str) -> None:
    """Send this process's logs to `file`: 4 files of 5 MB at the most.

    Never to stderr: a screen is drawn there.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        file, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(_WhenNeeded(process))
    # a log nobody can keep, on a full disk, is no reason to write on the screen
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _WhenNeeded(logging.Formatter):
    """Loads the library that writes the lines with the first line: a kiosk on a good day has
    nothing to say before its first customer."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        return self._writer.format(record)

    @cached_property
    def _writer(self) -> logging.Formatter:
        import structlog

        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.ExtraAdder(),
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _named(self._process),
                structlog.processors.ExceptionRenderer(
                    # local variables may hold what a customer typed
                    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
                ),
                redact,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=True),
            ],
        )


def _named(process: str) -> Any:
    def add(
        _logger: object, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return add


def redact(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Blank what looks like a key or a phone number, in every text of a line."""
    return {name: _blanked(value) for name, value in event.items()}


def _blanked(value: Any) -> Any:
    match value:
        case str():
            return _SECRETS.sub("[…]", value)
        case dict():
            return {name: _blanked(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_blanked(inner) for inner in value]
        case _:
            return value
