"""How the house is built: light front door, empty thresholds, one tree of errors."""

import ast
import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import kiosk
from kiosk.errors import KioskError
from tests.house.project import ROOT, modules

HEAVY = ("apsw", "escpos", "fastapi", "httpx", "PIL", "rich", "starlette", "textual")
SLOW = (
    *(
        "apsw",
        "argon2",
        "dateutil",
        "escpos",
        "fastapi",
        "httpx",
        "PIL",
        "phonenumbers",
        "pydantic",
    ),
    *("starlette", "structlog", "kiosk.domain.serving"),
)
"""What a customer would wait for, each some milliseconds, and not need for a number."""

PARTS = sorted(path for path in modules() if path.name == "__init__.py")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _loaded_with(statement: str) -> list[str]:
    code = f"{statement}; import json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    loaded: list[str] = json.loads(done.stdout)
    return loaded


def test_the_command_line_starts_without_anything_heavy() -> None:
    """`kiosk --version` must not pay for screens, server, printer and store."""
    loaded = _loaded_with("import kiosk.cli.main")
    assert [] == [name for name in HEAVY if name in loaded]


def test_a_customers_screen_starts_without_what_a_number_does_not_need() -> None:
    visit, client = "kiosk.tui.customer.visit", "kiosk.apis.native.admin"
    made = "kiosk.wiring.customer, kiosk.wiring.client"
    loaded = _loaded_with(f"import {visit}, {client}, kiosk.apis.clients, {made}")
    assert [] == [name for name in SLOW if name in loaded]


@pytest.mark.parametrize("path", PARTS, ids=_name)
def test_a_parts_threshold_says_what_it_is_and_imports_nothing(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body
    docstring = ast.get_docstring(ast.Module(body, [])) or ""
    beyond = [node for node in body[1:] if not _is_version(node)]
    assert (1, []) == (len(docstring.splitlines()), beyond)


def _is_version(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and "__version__" in ast.unparse(node)


def test_every_error_we_define_is_in_the_one_tree() -> None:
    """Else something escapes the places that turn errors into sentences."""
    for found in pkgutil.walk_packages(kiosk.__path__, "kiosk."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    strays = [
        error
        for error in _descendants(BaseException)
        if error.__module__.split(".")[0] == "kiosk"
        and not issubclass(error, KioskError)
    ]
    assert [] == strays


def _descendants(kind: type[BaseException]) -> set[type[BaseException]]:
    children = set(type.__subclasses__(kind))
    return children.union(*map(_descendants, children))


@pytest.mark.parametrize("path", sorted(modules()), ids=_name)
def test_a_module_fits_a_readers_head(path: Path) -> None:
    """Beyond 400 lines a file is more than one noun."""
    assert 400 >= len(path.read_text("utf-8").splitlines())


def test_no_folder_is_a_drawer_for_everything() -> None:
    names = {path.parent.name for path in modules()} | {p.stem for p in modules()}
    assert set() == names & {"utils", "helpers", "common", "manager", "base", "misc"}
