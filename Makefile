# Two commands are the whole set-up:   make run   and   make test
# Both create .venv and install the pinned requirements on first use.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test bench check format lock clean

help:
	@echo "make run        the customer kiosk on a demo branch, with its own queue server"
	@echo "make test       every test"
	@echo
	@echo "make check      format, lint, types and import contracts, without the tests"
	@echo "make format     put every file into the house format"
	@echo "make bench      floors and figures on this machine, into docs/performance.md"
	@echo "make lock       pin the newest allowed versions anew in .ci/*.lock"
	@echo "make clean      remove .venv and what the tools left"

run: $(READY)
	$(BIN)/kiosk

# One more than there are cores: tests wait for processes of their own for much of their time.
test: $(READY)
	$(BIN)/python -m pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 1)) \
	  --maxprocesses 4 --dist worksteal

bench: $(READY)
	$(BIN)/python tests/bench/run.py

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks hold names, versions and hashes and no registry's address: pip asks
# whichever registry this machine is set up for.
COMPILE := $(VENV)/lock/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --custom-compile-command "make lock" pyproject.toml

lock: $(READY)
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	$(COMPILE) --upgrade --output-file .ci/runtime.lock
	$(COMPILE) --upgrade --constraint .ci/runtime.lock --group dev \
	  --output-file .ci/requirements.lock

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache snapshot_report.html

$(READY): pyproject.toml .ci/requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'kiosk needs Python 3.11 or newer; name one: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || \
	  { echo 'this Python has no venv; on Debian: apt-get install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes \
	  --requirement .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-index --no-build-isolation \
	  --editable .
	@touch $@
