# Jixiao (绩效). `make` alone lists the targets.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
SHARED ?= ../shared
GOLD_DB := data/db/gold.db

.DEFAULT_GOAL := help
.PHONY: help setup system-deps ingest lint test gold serve screenshots bench docs compare release-check lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: $(BIN)/.installed ## install everything from the lock into .venv

$(BIN)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 setup")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

system-deps: ## install the programs some formats need (Debian, Ubuntu; asks for root)
	bash .ci/system-packages

ingest: setup ## read data/raw into data/db/jixiao.db
	$(BIN)/jixiao ingest

serve: setup ## open the workbench on 127.0.0.1
	$(BIN)/jixiao serve

lint: setup ## formatting, style, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup ## run the tests
	$(BIN)/pytest -n auto

gold: setup ## ingest the reports of $(SHARED) and score them against the hand-made truth
	rm -f $(GOLD_DB)
	-$(BIN)/jixiao ingest $(SHARED)/reports --db sqlite:///$(GOLD_DB)
	$(BIN)/python -B $(SHARED)/eval/score.py --db $(GOLD_DB) --misses 20

screenshots: setup ## draw the pictures of the workbench in docs/images
	$(BIN)/python -m tests.screenshots

bench: setup ## measure speed as ratios against named baselines
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-bench.lock
	$(BIN)/python -m tests.bench

docs: setup ## build the documents into site/, their reference anew from the code
	$(BIN)/python -m tests.docs_build
	$(BIN)/mkdocs build --strict --quiet

compare: setup ## gains and losses against a revision, over the reports at hand: make compare BASE=HEAD~1
	$(BIN)/python -m tests.compare $(BASE)

release-check: setup ## build the wheel, install it into an empty environment, and run it there
	$(BIN)/python -m tests.release_check

lock: setup ## resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra archives --extra postgresql --extra parquet --extra dask --group dev \
		--custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --group bench --constraint requirements.lock \
		--custom-compile-command 'make lock' pyproject.toml -o requirements-bench.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra ocr --constraint requirements.lock \
		--custom-compile-command 'make lock' pyproject.toml -o requirements-ocr.lock

clean: ## remove the environment, caches and built databases
	rm -rf .venv build dist site *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f data/db/*.db data/db/*.db-wal data/db/*.db-shm
