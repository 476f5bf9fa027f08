"""Which client asks which server; each is loaded when it is wanted."""

from pathlib import Path

from kiosk.apis.http import Http


def open_client(
    *,
    base_url: str | None = None,
    socket: Path | None = None,
    key: str | None = None,
) -> Http:
    """A client of the server at `base_url`, or of the one on this machine's Unix `socket`.

    `key` goes along as a bearer token. Certificates are always checked.
    """
    if socket:
        from kiosk.apis.local import LocalHttp

        return LocalHttp(socket, key=key)
    from kiosk.apis.web import open_web

    return open_web(base_url or "", key)
