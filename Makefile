# Chamsae. `make` alone prints what can be done; everything sets up what it needs.
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check bench bench-estimate lock clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1|\2/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

setup: $(STAMP) ## make the environment in .venv from the lock file

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@echo "Installing the locked packages (about a minute the first time) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: setup ## read the shipped sample (or FROM=DIR) and open the screens (SERVE=no: stop after the summary)
	@$(BIN)/python tools/demo.py $(if $(FROM),--from "$(FROM)") $(if $(filter no,$(SERVE)),--no-serve)

serve: setup ## open the demo casebook in the browser again
	@$(BIN)/chamsae -C demo-casebook serve

test: setup check ## run everything CI runs: checks, then all tests
	@$(BIN)/pytest -n 2 --dist loadfile

check: setup ## types, lint, import contracts, house numbers
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python tools/measure.py --strict

bench: setup ## what is fast, and compared with what (an hour; `make bench-NAME` runs one)
	@for name in add_read sample read names link ocr copies settle serving kill power_cut faults settle_speed cases_scale import_rows log bundle_mutations estimate_exact estimate_latent estimate_priors estimate_strata estimate_coverage petitions withdrawal; do $(MAKE) --no-print-directory bench-$$name; done

bench-estimate: setup ## the estimators beside the R programs' results (bench-estimate_coverage: an hour and a half)
	@for name in exact latent priors strata; do $(MAKE) --no-print-directory bench-estimate_$$name; done

bench-%: setup
	@$(BIN)/python bench/$*.py $(ARGS)

lock: ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra all --extra dev pyproject.toml -o requirements.lock

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
