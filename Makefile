SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check bench clean
PYTHON := .venv/bin/python

help: ## what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

run: .venv/.installed ## a site with demo content on http://127.0.0.1:8000
	@exec $(PYTHON) manage.py try_out

test: .venv/.installed-dev ## the suite, without browsers and long-running processes
	@$(PYTHON) -m pytest -n 2 -m "not browser and not slow"

check: .venv/.installed-dev ## everything that CI checks
	@.ci/check

bench: .venv/.installed-dev ## the benchmarks
	@exec $(PYTHON) -m bench

clean: ## takes away what the others have made, except ./data
	rm -rf .venv .venv-next .ace .pytest_cache .ruff_cache .mypy_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: requirements.lock
	@.ci/pango & .ci/venv .venv "$$(.ci/python)" --require-hashes -r requirements.lock; wait
	@touch $@

.venv/.installed-dev: .venv/.installed requirements.txt requirements-dev.txt
	@.ci/venv .venv "$$(.ci/python)" -r requirements-dev.txt
	@touch $@
