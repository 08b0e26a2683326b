# Every recipe starts from a fresh machine; `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: help
help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: system
system: ## install the Debian packages that are missing (needs root or sudo)
	@scripts/system-packages.sh

$(VENV)/.complete: locks/dev.txt locks/node.txt pyproject.toml scripts/system-packages.sh frontend/package-lock.json
	@scripts/system-packages.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/node.txt
	@$(BIN)/python scripts/collect_frontend.py
	@touch $@

.PHONY: setup
setup: $(VENV)/.complete ## make .venv with namro and all it needs

.PHONY: demo
demo: example ## read the example directive, then serve a demonstration at http://localhost:8000 until stopped
	@$(BIN)/namro demo

.PHONY: example
example: setup ## read the example directive: the register here, and as a page to open
	@$(BIN)/namro read examples/chi-thi-tinh-an-lam.docx
	@mkdir -p build
	@$(BIN)/namro read examples/chi-thi-tinh-an-lam.docx --format html --out build/chi-thi-tinh-an-lam.html

.PHONY: test
test: setup ## run every check and every test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
	@$(BIN)/python scripts/with_postgresql.py -- $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder tests/web --ignore tests/web/test_commands.py

.PHONY: chaos
chaos: setup ## kill two hundred ticks at random points
	@NAMRO_CHAOS_RUNS=200 $(BIN)/python -m pytest tests/reminders

.PHONY: lint
lint: setup ## check form, types and imports, and mend the form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: gold
gold: setup ## score the reader on the annotated documents beside the checkout with every miss, and what lint tells
	@$(BIN)/python benchmarks/gold.py $(SHARED)
	@$(BIN)/python benchmarks/judged_sentences.py $(SHARED)
	@$(BIN)/python benchmarks/judged_findings.py $(SHARED)

.PHONY: bench
bench: setup ## measure the reader (and eyecite in the same run), due days, the site, names resolved, the tick, the papers
	@$(BIN)/python benchmarks/reading_speed.py $(SHARED)
	@$(BIN)/python benchmarks/due_days.py
	@$(BIN)/python benchmarks/site_speed.py
	@$(BIN)/python benchmarks/resolve_names.py
	@$(BIN)/python benchmarks/tick_speed.py
	@$(BIN)/python benchmarks/papers.py
	@$(BIN)/python benchmarks/printing.py

.PHONY: lock
lock: setup ## resolve the dependencies anew (needs uv in the environment)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o locks/dev.txt
	@$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url -c locks/dev.txt pyproject.toml -o locks/run.txt
	@$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --extra node -c locks/dev.txt pyproject.toml -o locks/node.txt

.PHONY: clean
clean: ## remove what was made
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: words
words: setup ## gather the strings of the interface, compile their English, write the table of roles
	@$(BIN)/python scripts/translations.py
	@$(BIN)/python scripts/access_table.py

.PHONY: screens
screens: setup ## picture every page of the demonstration into docs/screens
	@$(BIN)/python scripts/screenshots.py
