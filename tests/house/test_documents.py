"""What is written down holds: commands exist, and no file leads to a private place."""

import re

import pytest

from tests.house.project import ROOT, written_files

# Spelled in halves, or this file would be the one that names them.
REGISTRIES = tuple(
    ".".join(halves)
    for halves in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb.debian", "org"),
    )
)
TARGETS = set(
    re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
)
GUIDES = ("README.md", ".github/CONTRIBUTING.md", "Makefile")


def test_no_file_names_a_package_registry() -> None:
    """A site may have its own, and pip is told about it in pip's settings."""
    naming = [
        (path.relative_to(ROOT), host)
        for path in written_files()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert [] == naming


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_of_a_guide_exists(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    named = set(re.findall(r"(?:^|[\s`\"])make ([a-z]+)(?=[\s`\"]|$)", text))
    assert set() == named - TARGETS


def test_the_readme_shows_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert ("make run" in readme, "make test" in readme) == (True, True)


@pytest.mark.parametrize("page", ["skiplino", "merchant", "optimo"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    """Who looks up what is covered finds it."""
    told = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", told))
    folder = ROOT / "tests" / "apis" / page
    written = "".join(one.read_text("utf-8") for one in folder.glob("test_*.py"))
    assert named
    assert set() == named - set(re.findall(r"def (test_\w+)", written))
