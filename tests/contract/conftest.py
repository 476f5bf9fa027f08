"""Which backends a test of the contract is run over: all that have what it needs."""

import pytest

from tests.contract.backends import BACKENDS


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(fact, ...): of `backends.FACTS`")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "trial" not in metafunc.fixturenames:
        return
    needs = {
        fact for mark in metafunc.definition.iter_markers("needs") for fact in mark.args
    }
    names = [name for name, entry in BACKENDS.items() if entry.has(needs)]
    metafunc.parametrize("trial", names, indirect=True)
