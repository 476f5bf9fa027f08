"""`/docs`: the API on one page, made from its own description. Loads nothing from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

_METHODS: Final = ("get", "post", "put", "patch", "delete")

_STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
background:Canvas;color:CanvasText}code{font-family:ui-monospace,monospace}
summary{cursor:pointer;padding:.3rem 0}.m{display:inline-block;width:4.5rem;font-weight:700}
table{border-collapse:collapse}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
"""

_PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>{style}</style></head><body><h1>{title}</h1>
<p>Version {version}. The same for programs: <a href="openapi.json">openapi.json</a>.</p>
{body}</body></html>"""


def add_docs(app: FastAPI) -> None:
    """Serve the page; it is drawn at the first visit."""
    drawn: list[str] = []

    @app.get("/docs", include_in_schema=False)
    async def docs(_request: Request) -> HTMLResponse:
        if not drawn:
            drawn.append(page(app.openapi()))
        policy = {
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"
        }
        return HTMLResponse(drawn[0], headers=policy)


def page(document: dict[str, Any]) -> str:
    """An OpenAPI document as HTML, every text escaped."""
    info = document["info"]
    return _PAGE.format(
        title=escape(info["title"]),
        version=escape(info["version"]),
        style=_STYLE,
        body="".join(_sections(document)),
    )


def _sections(document: dict[str, Any]) -> Iterator[str]:
    """Operations under their first tag, in the order of the document."""
    by_tag: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                operation = operations[method]
                tag = (operation.get("tags") or ["other"])[0]
                by_tag.setdefault(tag, []).append(_operation(method, path, operation))
    for tag, drawn in by_tag.items():
        yield f"<h2>{escape(tag)}</h2>{''.join(drawn)}"


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    words = escape(operation.get("description") or operation.get("summary", ""))
    parameters = "".join(
        f"<tr><td><code>{escape(item['name'])}</code></td><td>{escape(item['in'])}</td>"
        f"<td>{'required' if item.get('required') else 'optional'}</td></tr>"
        for item in operation.get("parameters", [])
    )
    answers = "".join(
        f"<tr><td><code>{escape(status)}</code></td>"
        f"<td>{escape(answer.get('description', ''))}</td></tr>"
        for status, answer in operation.get("responses", {}).items()
    )
    return (
        f"<details><summary><span class=m>{method.upper()}</span>"
        f"<code>{escape(path)}</code></summary><p>{words}</p>"
        f"<table>{parameters}</table><table>{answers}</table></details>"
    )
