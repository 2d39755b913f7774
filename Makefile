# make run   sets up and starts Alongside with the embedded defaults: open the printed address and chat
# make test  sets up and passes the tests
PYTHON ?= python3
# Operators who want a CPU-only torch point pip at another index:
#   make setup TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
# Such as SERVE_ARGS="--port 9000".
SERVE_ARGS ?=
PYTEST_ARGS ?=
# Two, because several tests load the encoder (about half a gigabyte each). Whichever is done takes over half of what the other
# has left: the slow tests lie together, and one process would be idle until the other has been through them.
TEST_PROCESSES ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP_ARGS := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: run test setup lint clean

run: $(VENV)/index.stamp
	$(BIN)/alongside serve $(SERVE_ARGS)

test: $(VENV)/dev.stamp $(VENV)/index.stamp
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist worksteal $(PYTEST_ARGS)

setup: $(VENV)/dev.stamp

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A stamp is newer than pyproject.toml exactly when the last install finished: a second call is quick.
$(VENV)/run.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) torch==2.13.0
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) --editable .
	@touch $@

# The index of the bundled guidance, so that a first start and the tests need not build it. What has not changed is not encoded again.
$(VENV)/index.stamp: $(VENV)/run.stamp $(wildcard knowledge/*.py knowledge/*.csv knowledge/documents/*.md knowledge/questions/examples/*.jsonl knowledge/examples/*.jsonl index/*.py)
	$(BIN)/alongside index prepare
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
