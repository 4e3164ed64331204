# Everything a clone can do. Each target installs what it needs first (scripts/setup.sh), quietly when nothing is missing.
.PHONY: help demo image test serve bench bench-audio bench-measures bench-server chaos format lint build

help: ## What there is
	@sed -n 's/^\([a-z-]*\):.*## /make \1  /p' $(MAKEFILE_LIST) | awk '{printf "%-18s", $$1 " " $$2; $$1 = $$2 = ""; print}'

demo: ## From recordings to a training run on real speech; then a server to try (DEMO_EXIT=1: none)
	@scripts/setup.sh
	@swift build -c release
	@scripts/demo.sh

test: lint ## All tests: units, store on SQLite and PostgreSQL, HTTP, browser, real readers
	@scripts/setup.sh
	@scripts/test.sh

serve: build ## The server on http://127.0.0.1:8080, data in quorum-data/
	@.build/release/quorum serve --data quorum-data

bench: ## Speed and memory: chunking, labeling, measures, consensus, and the service itself
	@scripts/setup.sh
	@swift build -c release
	@scripts/bench.sh

bench-audio: ## Pauses found in an hour of speech, beside ffmpeg, pydub, auditok, webrtcvad and silero-vad
	@scripts/setup.sh
	@.venv/bin/pip install --quiet --disable-pip-version-check --requirement Benchmarks/requirements.txt
	@swift build -c release
	@.venv/bin/python Benchmarks/pauses.py

bench-measures: ## Duplicates, words and a profile, beside rensa, datasketch, text-dedup, polars, duckdb and ydata-profiling
	@scripts/setup.sh
	@swift build -c release
	@.venv/bin/python Benchmarks/measure_peers.py

bench-server: ## Label cycles a second with 1 to 256 clients, 10,000 and 1,000,000 tasks; LABEL_STUDIO=1 beside it
	@scripts/setup.sh
	@swift build -c release
	@.venv/bin/python Benchmarks/labeling.py --tasks 10000 1000000 --clients 1 8 32 256 \
	    --dispatches $(or $(DISPATCHES),100000) $(if $(LABEL_STUDIO),--label-studio)

chaos: ## Two servers and two workers on one PostgreSQL and one S3, one killed every few seconds (CHAOS_SECONDS=300)
	@scripts/setup.sh
	@swift build -c release
	@bash -c ". scripts/postgres.sh; start_postgres; trap stop_postgres EXIT; \
	    .venv/bin/python Benchmarks/chaos.py $(or $(CHAOS_SECONDS),300) --database \"\$$QUORUM_TEST_POSTGRES\""

build: ## The program: .build/release/quorum
	@scripts/setup.sh build
	@swift build -c release

image: ## The container image "quorum", with docker, podman or buildah
	@for tool in docker podman buildah; do \
	    if $$tool info > /dev/null 2>&1; then BUILDAH_FORMAT=docker exec $$tool build --tag quorum .; fi; done; \
	    echo "error: docker (with its service), podman or buildah is needed; install one" >&2; exit 1

format: ## Lay out the Swift sources
	@scripts/setup.sh build
	@swift format --in-place --recursive --parallel --configuration .swift-format Sources Tests Package.swift

lint: ## Check the Swift sources' layout
	@scripts/setup.sh build
	@swift format lint --strict --recursive --parallel --configuration .swift-format Sources Tests Package.swift
