# The README's two commands: `make run` and `make test`. Everything else serves them.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build

TENFOLD := .build/release/tenfold
EXAMPLES := $(patsubst Examples/%.answers.yaml,%,$(wildcard Examples/*.answers.yaml))
# The Swift runtime goes into the program: it starts sooner, needs less memory, and runs where no Swift is
# installed.
RELEASE := -c release --static-swift-stdlib
SWIFT_FLAGS := --explicit-target-dependency-import-check error
JOBS ?= $(shell nproc)

.PHONY: run test build lint format golden schema calibration-report rules-document random-systems bench bench-terminal terminal-frames terminal-pictures monkey verify-templates bench-templates examples setup setup-tests clean install simulation-report accuracy

## run: set up, build, and plan the examples into out/
run: setup
	swift build $(RELEASE) -j $(JOBS) --product tenfold
	$(TENFOLD) catalog compile
	for example in $(EXAMPLES); do \
	  echo; echo "== $$example"; \
	  $(TENFOLD) plan Examples/$$example.answers.yaml --out out/$$example; \
	done

## test: everything that CI checks
test: setup setup-tests lint
	swift build -j $(JOBS) --build-tests $(SWIFT_FLAGS)
	.build/debug/tenfold catalog lint
	Tests/Tools/run-tests

## build: the program, for use
build: setup
	swift build $(RELEASE) -j $(JOBS) --product tenfold
	$(TENFOLD) catalog compile

## lint: formatting and style, strictly
lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

## format: format in place
format:
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

## golden: write the golden files anew; the tests fail once while they record
golden:
	RECORD_SNAPSHOTS=1 swift test || true

## calibration-report: docs/calibration.md from the measured sweeps; the test fails once while it writes
calibration-report:
	RECORD_SNAPSHOTS=1 swift test --filter CalibrationReportTests || true
	git diff --stat -- docs/calibration.md

## rules-document: docs/rules.md and the register from the cases; the tests fail once while they write
rules-document:
	RECORD_SNAPSHOTS=1 swift test --filter RuleRegisterTests || true
	git diff --stat -- docs/rules.md Tests/RoadmapTests/Snapshots/rules.tsv

## random-systems: ten thousand random answer files, each planned and audited
random-systems:
	swift build $(RELEASE) -j $(JOBS) --product random-systems
	.build/release/random-systems 10000

## bench: a cold plan, a thousand plans, an update from 1 GB of prices, what the solver does in a second
bench: build
	Tests/Tools/bench-plan $(TENFOLD)
	Tests/Tools/bench-portfolio $(TENFOLD)
	Tests/Tools/bench-price-update $(TENFOLD)
	swift build $(RELEASE) -j $(JOBS) --product catalog-bench
	Tests/Tools/bench-catalog .build/release/catalog-bench Catalog
	swift run $(RELEASE) solver-bench
	swift run $(RELEASE) risk-bench
	swift run $(RELEASE) sizing-bench

## bench-terminal: first paint, key to frame, bytes, memory, beside cat, dialog, ncdu and htop; fails where a goal is missed
bench-terminal: build
	Tests/Tools/bench-terminal $(TENFOLD) --file Examples/webshop.answers.yaml

## terminal-frames: docs/terminal, every screen of the session as text at two sizes
terminal-frames: build
	Tests/Tools/terminal-frames $(TENFOLD)

## terminal-pictures: the same screens as SVG pictures with their colors, into out/terminal
terminal-pictures: build
	Tests/Tools/terminal-frames $(TENFOLD) --pictures out/terminal

## monkey: a million random messages at random sizes to the session's core
monkey:
	swift build $(RELEASE) -j $(JOBS) --product random-sessions
	.build/release/random-sessions 10000 100

## accuracy: the capacity model against the checked-in truth, into docs/accuracy.md
accuracy:
	swift run $(RELEASE) accuracy report Tests/Accuracy/truth.tsv Tests/Accuracy/predictions.tsv \
	  docs/accuracy.md

## verify-templates: every stage of the examples and the matrix of architectures, by every checker
## What passed is remembered in out/templates-passed, so that a run that was cut off goes on from there.
VERIFIED := out/verify
CHAINED := webshop
DESTROYED := saas-idea ticket-alerts
verify-templates: setup-tests build
	swift build $(RELEASE) -j $(JOBS) --product template-matrix
	.build/release/template-matrix $(VERIFIED)/matrix
	for file in Examples/*.answers.yaml Tests/TemplateCases/*.answers.yaml; do \
	  $(TENFOLD) plan $$file --samples 0 --out $(VERIFIED)/$$(basename $$file .answers.yaml) >/dev/null || [ $$? = 2 ]; \
	done
	Tests/Tools/verify-templates --whole --remember out/templates-passed --chains $(CHAINED) --destroyed $(DESTROYED) \
	  --document docs/templates.md $(VERIFIED)/*

## bench-templates: how long the templates of all stages take
bench-templates:
	swift run $(RELEASE) template-matrix --time

## simulation-report: every example simulated at every stage, into docs/simulation.md
simulation-report: build
	Tests/Tools/simulation-report $(TENFOLD)

## schema: the published schemas of the answer file, from the questions, and of plan.json
schema: build
	$(TENFOLD) schema --output schema/answers.schema.json
	$(TENFOLD) schema plan --output schema/plan.schema.json

## setup: what building needs and a bare machine lacks
setup:
	Tests/Tools/install-ncurses

## setup-tests: what checking templates needs, in a folder of this checkout
setup-tests:
	Tests/Tools/install-checkers

## install: into PREFIX (default /usr/local)
PREFIX ?= /usr/local
install: build
	install -d $(PREFIX)/bin $(PREFIX)/share/tenfold
	install $(TENFOLD) $(PREFIX)/bin/tenfold
	cp -R Catalog Templates Examples $(PREFIX)/share/tenfold/

clean:
	rm -rf .build .venv out
