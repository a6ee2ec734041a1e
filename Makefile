# Heed. `make help` lists what can be done. Needs a JDK (17 or newer), Maven (3.8 or newer) and make.
MVN ?= mvn
MAVEN := $(MVN) -B -ntp
JAVA ?= $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
JAR := server/target/heed.jar
SOURCES := pom.xml openapi.yaml $(shell find server/src/main sdk-java/src/main sdk-web/build sdk-web/src sdk-web/words examples/web-shop/src server/pom.xml sdk-java/pom.xml \
	sdk-web/pom.xml sdk-web/package.json sdk-web/README.md sdk-web/custom-elements.json examples/pom.xml examples/web-shop/pom.xml examples/outdoor-shop/catalog.json -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run build test check npm examples bench bench-web clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

run: build ## start with a demo brand on ./data, and a shop's page beside it; print URLs, keys and a curl that works
	@examples/web-shop/beside.sh examples/web-shop/target/classes:$(JAR) $(JAVA) -jar $(JAR) demo

build: $(JAR) ## build server/target/heed.jar, which is also the command line

$(JAR): $(SOURCES)
	@echo "Building Heed (the first time Maven fetches what it needs; a minute or two) ..."
	@$(MAVEN) -q -pl sdk-java,sdk-web,server,examples/web-shop -Dmaven.test.skip=true package
	@touch $@

test: ## everything: contract, server, SDKs, dashboard, examples; installs Chromium and Node where missing and allowed
	.ci/chromium
	.ci/node
	$(MAVEN) verify
	sdk-web/check.sh
	examples/run.sh
	examples/readme.sh

check: test ## what CI runs

npm: ## the npm package of the web SDK, with its types; needs Node
	@.ci/node
	@$(MAVEN) -q -pl sdk-web -Dmaven.test.skip=true package
	@sdk-web/check.sh

examples: build ## play the stories in examples/ against a server of their own
	@$(MAVEN) -q -DskipTests -Dmaven.test.skip=true package
	examples/run.sh
	examples/readme.sh

bench: build ## measure, each figure beside its limit; writes bench/results.md
	@$(MAVEN) -q -Dmaven.test.skip=true package
	$(JAVA) -cp bench/target/classes:$(JAR) dev.heed.bench.Bench $(BENCH)

bench-web: build ## measure the element beside two others on a slow phone's profile; writes bench/web-results.md; needs Node
	@.ci/chromium
	@.ci/node
	@cd bench/web && if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then npm ci --silent; fi
	cd bench/web && node bench.mjs $(JAVA) ../../$(JAR) ../web-results.md

clean: ## remove everything that was built; ./data stays
	@$(MAVEN) -q clean
