"""The month's calls in a small file, so that a restart does not forget them."""

import json
import logging
import os
import re
from pathlib import Path
from typing import Final

from kiosk.errors import Reason, Unavailable

_MONTH: Final = re.compile(r"\d{4}-\d\d", re.ASCII)
_MOST: Final = 10**9
_LOG: Final = logging.getLogger(__name__)


class SpentFile:
    """See `kiosk.apis.optimo.budget.Spent`. One process owns the file."""

    def __init__(self, path: Path) -> None:
        """`path` is made when it is not there; its folder exists."""
        self._path = path

    def read(self) -> tuple[str, int]:
        """The month and its calls; ("", 0) without a file, and for one that can't be read."""
        try:
            said = json.loads(self._path.read_text("utf-8"))
            month, calls = said["month"], said["calls"]
        except FileNotFoundError:
            return "", 0
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            return self._strange(type(error).__name__)
        if not isinstance(month, str) or not _MONTH.fullmatch(month):
            return self._strange("month")
        if type(calls) is not int or not 0 <= calls <= _MOST:
            return self._strange("calls")
        return month, calls

    def keep(self, month: str, calls: int) -> None:
        """Replace the file: whole or not at all. Unavailable STORE_FAILED."""
        beside = self._path.with_name(f"{self._path.name}.new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                json.dump({"month": month, "calls": calls}, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError as error:
            detail = error.strerror or type(error).__name__
            raise Unavailable(Reason.STORE_FAILED, detail=detail) from error

    def _strange(self, what: str) -> tuple[str, int]:
        _LOG.warning("the month's calls can't be read", extra={"what": what})
        return "", 0
