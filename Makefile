# Rapport: one command for each thing people do. `make help` lists them; the work is done by the scripts in scripts/.

.DEFAULT_GOAL := help
.PHONY: help run dev test crash-test fuzz bench generated clean

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## builds and starts on http://127.0.0.1:8080 with the demo company, data in ./data
	@scripts/run.sh

dev: ## the same as a quick build, with the screens reloading at http://127.0.0.1:5173
	@scripts/dev.sh

test: ## installs what the tests need and runs all of them; PARTS chooses which
	@scripts/test.sh $(PARTS)

crash-test: ## kill -9, power loss, full disk, vanished database: 20 rounds an engine
	@scripts/crash-test.sh $(or $(ROUNDS),20)

fuzz: ## fuzzes every target for SECONDS (default 600) each
	@scripts/fuzz.sh $(or $(SECONDS),600)

bench: ## measures, and prints every figure with its machine; PARTS chooses what
	@bench/run.sh $(PARTS)

generated: ## writes the generated files anew: docs/openapi.json and the web interface's types
	@scripts/build-web.sh && cargo build -p rapport && scripts/check-generated.sh --write

clean: ## removes everything that was built, but no data
	@cargo clean; rm -rf web/dist web/node_modules snippet/node_modules e2e/node_modules
