"""The section that says which queue the screens and commands of this machine use."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from kiosk.config.backends import (
    File,
    ForeignId,
    MerchantBackend,
    OptimoBackend,
    SkiplinoBackend,
)
from kiosk.config.refusal import refuse
from kiosk.config.secret import NOT_HERE, PUBLIC_ONLY, is_secret_key
from kiosk.config.table import Table
from kiosk.endpoint import is_loopback


def _web_address(value: str) -> str:
    """A URL that holds no secret and needs no guessing; without the slash at its end."""
    hide = any(mark in value for mark in "@?#")
    try:
        parts = urlsplit(value)
        good = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or parts.scheme not in ("http", "https"):
        refuse("is not a web address", allowed="http://… or https://…", hide=hide)
    if parts.username or parts.password or parts.query or parts.fragment:
        allowed = "no name, password, ? or # in it"
        refuse("is more than an address", allowed=allowed, hide=hide)
    return value.rstrip("/")


def _key(value: SecretStr) -> SecretStr:
    """Checked here, where it is not yet in anybody's message."""
    text = value.get_secret_value()
    if text and not (text.isascii() and text.isprintable()):
        refuse("is not a key", allowed="printable ASCII, without line breaks")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Backend(Table):
    """The queue that this machine's screens and commands use."""

    kind: Literal["embedded", "server", "skiplino", "merchant", "optimo"] = "embedded"
    """`embedded`: a queue server on this machine, started when needed. `server`: another one.
    `skiplino`, `merchant`, `optimo`: such a server too, over the bookings of that system."""

    base_url: WebAddress | None = None
    """Address of the server, or of the other system."""

    key: Annotated[SecretStr, AfterValidator(_key)] | None = None
    """API key for it, or a password. Better kept in `key_file`, or in the environment."""

    key_file: File | None = None
    """File that holds the API key, and that only this user may read (mode 0600)."""

    insecure_lan: bool = False
    """Allow http:// to another machine: everybody on the network can then read the key."""

    branches: Mapping[str, ForeignId] = Field(default_factory=dict)
    """Our branches' ids = those of the other system; what is missing is called the same there."""

    services: Mapping[str, ForeignId] = Field(default_factory=dict)
    """Our services' ids = those of the other system; what is missing is called the same there."""

    skiplino: SkiplinoBackend = SkiplinoBackend()
    """For kind `skiplino`."""

    merchant: MerchantBackend = MerchantBackend()
    """For kind `merchant`."""

    optimo: OptimoBackend = OptimoBackend()
    """For kind `optimo`."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.kind != "embedded" and self.base_url is None:
            refuse(f'is missing for kind "{self.kind}"', key="base_url")
        if self.kind == "embedded" and self.base_url is not None:
            refuse("is not used", key="base_url", allowed='with kind = "server"')
        self._names_the_merchant()
        self._names_the_site()
        self._asks_by_itself()
        if self.key is not None and self.key_file is not None:
            refuse("is there beside key", key="key_file", allowed="one of them")
        if self.base_url and not self._is_private(self.base_url):
            allowed = "https://…, or backend.insecure_lan = true"
            refuse("is not encrypted", key="base_url", allowed=allowed)
        return self

    def _names_the_merchant(self) -> None:
        if self.kind != "merchant":
            return
        if not self.merchant.merchant:
            example = 'its name in addresses, like "spa-retreat"'
            refuse("is missing", key="merchant.merchant", allowed=example)
        if self.merchant.auth == "cookie" and not self.merchant.email:
            allowed = 'the account that signs in, or auth = "bearer"'
            refuse("is missing", key="merchant.email", allowed=allowed)

    def _names_the_site(self) -> None:
        if self.kind != "optimo":
            return
        if not self.optimo.site:
            refuse("is missing", key="optimo.site", allowed="its siteId")
        if not self.optimo.service:
            allowed = "[[backend.optimo.service]], a table for each"
            refuse("is missing", key="optimo.service", allowed=allowed)

    def _asks_by_itself(self) -> None:
        """A kiosk stands where anybody can open it: a secret key is none of its business."""
        if not self.skiplino.direct:
            return
        if self.kind != "skiplino":
            allowed = 'with kind = "skiplino"'
            refuse("is not used", key="skiplino.direct", allowed=allowed)
        if self.skiplino.key_kind == "secret":
            refuse(NOT_HERE, key="skiplino.key_kind", allowed=PUBLIC_ONLY)
        if self.key is not None and is_secret_key(self.key.get_secret_value()):
            refuse(NOT_HERE, key="key", allowed=PUBLIC_ONLY)
        for table in ("branches", "services"):
            if getattr(self, table):
                refuse("is not used", key=table, allowed="without skiplino.direct")

    def _is_private(self, url: str) -> bool:
        parts = urlsplit(url)
        open_to_all = parts.scheme == "http" and not is_loopback(parts.hostname or "")
        return self.insecure_lan or not open_to_all
