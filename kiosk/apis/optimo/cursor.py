"""Where a list goes on, as an opaque word that is good for the same question only."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Final

from kiosk.errors import BadInput

_MOST: Final = 200
_LAST: Final = 2**53

_BAD: Final = {"cursor": "is none of this list"}


def written(below: int, filters: Sequence[str | None]) -> str:
    """The cursor of what comes below a `seq`."""
    said = json.dumps([below, _hash(filters)]).encode()
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def read(cursor: str, filters: Sequence[str | None]) -> int:
    """The `seq` that a cursor goes on below. BadInput when it is none, or of another list."""
    if len(cursor) > _MOST:
        raise BadInput(fields=_BAD)
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        below, of = json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadInput(fields=_BAD) from error
    if type(below) is not int or not 0 < below <= _LAST or of != _hash(filters):
        raise BadInput(fields=_BAD)
    return below


def _hash(filters: Sequence[str | None]) -> str:
    said = json.dumps(list(filters)).encode()
    return hashlib.sha256(said).hexdigest()[:8]
