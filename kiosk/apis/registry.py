"""Which client speaks to which system; each is loaded when it is wanted."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from kiosk.errors import Refused

CLIENTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "skiplino": ("kiosk.apis.skiplino.client", "SkiplinoClient"),
        "merchant": ("kiosk.apis.merchant.client", "MerchantClient"),
        "optimo": ("kiosk.apis.optimo.client", "OptimoClient"),
    }
)
"""Kind → module and class of its client: made of an `Http`, a `Clock`, its habits and a
`Journal`."""


def client_class(kind: str) -> Any:
    """The class that speaks to a system of that kind. Refused for one there is no client of."""
    module, name = CLIENTS.get(kind, ("", ""))
    if not module:
        raise Refused(detail=f"there is no client for {kind}")
    return getattr(import_module(module), name)
