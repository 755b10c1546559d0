# Padan. `make run` starts the platform, `make test` tests it; both set up what they need. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-ready
DEVELOP := $(VENV)/.develop-ready
COMPILED := chalicelib/reference/compiled
RECOGNISED := $(COMPILED)/words.bin
DATA ?= .padan
PORT ?= 8000
SEARCH ?= embedded
SHARE ?= 1
RATE ?= 58
DEPLOYMENT ?= infra_cdk/deployments/pilot.toml
FACTOR ?= 5
.DEFAULT_GOAL := help
.PHONY: help run test check engines bench bench-batch bench-load bench-relevance faults package lock sbom licences advisories overdue standards evidence clean openapi reference rules synth diff deploy bootstrap destroy cost rehearse drill fuzz

help:  ## Lists these commands
	@grep -E '^[a-z -]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Padan needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(DEVELOP): requirements/develop.lock $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/develop.lock
	touch $@

# What is recognised in texts, compiled from the tables and the code that reads them.
$(RECOGNISED): $(wildcard chalicelib/reference/*.py chalicelib/reference/data/*/*.tsv search/lexicon/*.py search/coding/*.py) \
		search/normalise.py search/vocabulary.py | $(RUN)
	$(BIN)/python -m chalicelib.reference.compiling
	touch $@

run: $(RUN) $(RECOGNISED)  ## Starts the platform with sample data on loopback (PORT=8000 SEARCH=embedded DATA=.padan)
	exec $(BIN)/padan serve --port $(PORT) --data $(DATA) --search $(SEARCH)

test: $(DEVELOP) $(RECOGNISED)  ## Runs the tests; those of a real engine need `make engines` first
	$(BIN)/python -m pytest -q

check: $(DEVELOP) $(RECOGNISED)  ## Format, lint, types, import rules, public interface
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/architecture

engines: $(DEVELOP)  ## Installs the real OpenSearch and DynamoDB Local, and a JavaScript signer, into .engines/
	$(BIN)/python -m local.engines install
	$(BIN)/python -m local.engines.javascript

bench: $(DEVELOP) $(RECOGNISED)  ## Measures speed and memory; each bench prints its corpus, engine and ratio
	$(BIN)/python -m bench

bench-relevance: $(DEVELOP) $(RECOGNISED)  ## Measures what search finds on real vacancies and writes it into docs/relevance.md
	$(BIN)/python -m bench.relevance --write docs/relevance.md

bench-load: SECONDS ?= 60
bench-load: $(DEVELOP) $(RECOGNISED)  ## Puts load on a platform with and without a ramp, and looks for what is lost (RATE=58 SECONDS=60 SEARCH=embedded)
	$(BIN)/python -m bench.load --rate $(RATE) --seconds $(SECONDS) --engine $(SEARCH)
	$(BIN)/python -m bench.load --rate $(RATE) --seconds $(SECONDS) --ramp $(SECONDS) --engine $(SEARCH)

bench-batch: $(DEVELOP) $(RECOGNISED)  ## Matches an invented country of 511,131 people with 69,732 vacancies (SHARE=0.1 for a tenth)
	$(BIN)/python -m bench.batch --share $(SHARE)

fuzz: SECONDS ?= 600
fuzz: $(DEVELOP) $(RECOGNISED)  ## Tries requests, texts and orders of actions that nobody wrote down (SECONDS=600 SEED=1 FACTOR=5 SEARCH=embedded)
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --factor $(FACTOR) --search $(SEARCH) $(if $(SEED),--seed $(SEED))

faults: $(DEVELOP) $(RECOGNISED)  ## Loses answers, kills tables and writers, shuffles changes, and looks what became of it (docs/security/faults.md)
	$(BIN)/python -m bench.faults.lost_answers
	$(BIN)/python -m bench.faults.kills
	$(BIN)/python -m bench.faults.shuffled
	$(BIN)/python -m bench.faults.shuffled --engine opensearch --events 20000
	PADAN_ALL_FAULTS=1 $(BIN)/python -m pytest -q -p no:cacheprovider tests/faults/standing tests/faults/cluster

package: $(DEVELOP)  ## Stages the source and builds the deployment package under build/
	$(BIN)/python -m infra_cdk.packaging.package

synth diff deploy bootstrap destroy: $(DEVELOP)  ## The cloud: synthesizes, compares, deploys … DEPLOYMENT=FILE (docs/operations.md)
	$(BIN)/python -m infra_cdk.command $@ $(DEPLOYMENT)

rehearse: $(DEVELOP)  ## Deploys the stacks to the emulator and uses the platform from end to end; needs `make engines`
	$(BIN)/python -m infra_cdk.rehearsal

drill: $(DEVELOP)  ## Plays region loss, table restore and index rebuild on the emulator and measures them
	$(BIN)/python -m infra_cdk.drills

cost: $(DEVELOP)  ## Prices a month of each size from its templates, with warm and cold recovery
	$(BIN)/python -m infra_cdk.cost

openapi: $(RUN)  ## Writes docs/openapi.json from the types that validate
	$(BIN)/python -m functions.openapi docs/openapi.json

reference: $(RUN)  ## Writes docs/reference/README.md from the reference tables
	$(BIN)/python -m local.reference_page docs/reference/README.md

rules: $(DEVELOP)  ## Writes docs/rules.md from the rules, and records what they find in their cases
	$(BIN)/python -m local.rules_page docs/rules.md
	$(BIN)/python -m tests.validation.recording

lock: $(DEVELOP)  ## Resolves pyproject.toml into requirements/*.lock: names, versions, hashes
	$(BIN)/python -m local.lock

sbom: $(DEVELOP)  ## Writes a CycloneDX bill of materials of each lock file to build/sbom/
	$(BIN)/python -m local.supply bom

licences: $(DEVELOP)  ## Lists the terms of every package, and those that are not accepted
	$(BIN)/python -m local.supply licences

advisories: $(DEVELOP)  ## Asks for what is known against the deployed packages, and tells what is overdue (NOTE=1 writes it down, OSV=URL)
	$(BIN)/python -m local.supply advisories $(if $(NOTE),--note) $(if $(OSV),--osv $(OSV))

overdue: $(DEVELOP)  ## Tells what of requirements/advisories.tsv is past its term, without asking anybody
	$(BIN)/python -m local.supply overdue

standards: $(DEVELOP)  ## Writes the pages of the standards (docs/security/) from their tables
	$(BIN)/python -m local.standards write

evidence: $(DEVELOP)  ## Collects evidence for an audit in build/evidence/ (DEPLOYMENT=FILE RESULTS="JUNIT.xml …" OF=a data folder)
	$(BIN)/python -m infra_cdk.evidence $(DEPLOYMENT) $(if $(OF),--data $(OF)) $(if $(RESULTS),--results $(RESULTS))

clean:  ## Removes what was built; keeps data, engines and the environment
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache $(COMPILED)
