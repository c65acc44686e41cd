# Two commands: `make demo` runs it, `make test` tests it. Everything else is for developers.
PYTHON ?= python3
BIN := .venv/bin
export LUOXUAN_HOME ?= $(CURDIR)/var/home
PORT ?= 8000

.PHONY: demo test setup check bench lock format lint types contracts migrations docs messages slow browser serve clean

demo: .venv/.runs ## A filled demo brand on 127.0.0.1; prints address and log-in
	$(BIN)/luoxuan demo up --port $(PORT)

test: .venv/.tests ## The everyday tests, under five minutes
	$(BIN)/pytest -n 2 -m "not slow and not browser"

setup: .venv/.runs ## .venv with the command luoxuan in it

.venv/.uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	touch $@

.venv/.runs: .venv/.uv requirements.lock pyproject.toml
	@test -e .venv/.tests || $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@

.venv/.tests: .venv/.uv requirements-dev.lock pyproject.toml
	$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements-dev.lock
	$(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@ .venv/.runs

check: .venv/.tests format lint types contracts migrations docs test ## All that must hold before a commit lands

format: .venv/.tests
	$(BIN)/ruff format --check src tests benchmarks

lint: .venv/.tests
	$(BIN)/ruff check src tests benchmarks

types: .venv/.tests
	$(BIN)/mypy

contracts: .venv/.tests
	$(BIN)/lint-imports

migrations: .venv/.tests
	$(BIN)/python -m django makemigrations --check --dry-run --settings luoxuan.settings

docs: .venv/.tests
	$(BIN)/python -m luoxuan.web.messages --check
	$(BIN)/pytest tests/docs -m "not slow"

slow: .venv/.tests ## Kill, concurrency and end-to-end tests
	$(BIN)/pytest -n 2 -m "slow and not browser"

browser: .venv/.tests ## Headless Chromium
	$(BIN)/pytest -m browser

bench: .venv/.tests ## Side by side with peers; rewrites docs/benchmarks.md
	$(BIN)/python -m benchmarks.run

lock: .venv/.uv ## Resolve again; the lock files carry hashes and no addresses
	$(BIN)/uv lock --quiet --upgrade
	$(BIN)/uv export --quiet --no-emit-project --no-dev --no-annotate --no-header -o requirements.lock
	$(BIN)/uv export --quiet --no-emit-project --all-extras --all-groups --no-annotate --no-header -o requirements-dev.lock
	rm -f uv.lock

serve: .venv/.runs
	$(BIN)/luoxuan serve --port $(PORT)

clean:
	rm -rf var build dist .mypy_cache .ruff_cache .hypothesis
