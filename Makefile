# The handbook's commands. Each prepares what it needs; a second run finds it there and is quick.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material prints a notice about MkDocs 2 at every build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build test tests test-fast lint style layout types spelling workflows workflow-forms workflow-safety tidy check due
.PHONY: readability walks crisis-words bench pictures pins clean
.PHONY: new-chapter record-review review-sheet pull-request preview upkeep standing-issue downloads check-downloads release paper-font
TOOL := PYTHONPATH=hooks $(BIN)/python -m tools
# On every core, the tests of one file on the same one: they share what they built.
PYTEST := $(BIN)/pytest -n auto --dist loadscope

# THEME=material serves it in Material's own frame.
serve: $(VENV)/site-ready
	$(BIN)/mkdocs serve$(if $(THEME), --config-file mkdocs.$(THEME).yml)

build: $(VENV)/site-ready
	$(BIN)/mkdocs build --strict

# Everything that must hold before a change is merged.
test: $(VENV)/test-ready lint
	$(BIN)/mkdocs build --strict
	$(BIN)/python -m hooks.handbook_core site
	$(PYTEST)

lint: style layout types spelling workflows

style: $(VENV)/test-ready
	$(BIN)/ruff check .
	$(BIN)/oxlint --format=unix --deny-warnings overrides

layout: $(VENV)/test-ready
	$(BIN)/ruff format --check .
	$(BIN)/oxfmt --check overrides

types: $(VENV)/test-ready
	$(BIN)/mypy

spelling: $(VENV)/test-ready
	$(BIN)/codespell

workflows: workflow-forms workflow-safety

# The form of the workflow files, the issue forms and the citation file.
SCHEMA := $(BIN)/check-jsonschema --builtin-schema vendor.
workflow-forms: $(VENV)/test-ready
	$(SCHEMA)github-workflows .github/workflows/*.yml
	$(SCHEMA)dependabot .github/dependabot.yml
	$(SCHEMA)github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(SCHEMA)github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA)citation-file-format CITATION.cff

workflow-safety: $(VENV)/test-ready
	$(BIN)/zizmor --offline --quiet --persona pedantic .github

# Mends layout and what else ruff can mend.
tidy: $(VENV)/test-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/oxfmt overrides

tests: $(VENV)/test-ready browser java engines
	$(PYTEST)

# For every save: all tests but those that need a browser or start programs.
test-fast: $(VENV)/test-ready
	$(PYTEST) -m "not slow" --ignore tests/browser

# Check the site as it stands in site/, without building it.
check: $(VENV)/site-ready
	$(BIN)/python -m hooks.handbook_core site

# Name the services and pages that are due for another look. Not part of test: time breaks no one's change.
due: $(VENV)/test-ready
	@$(TOOL).second_eye
	$(BIN)/python -m hooks.handbook_core --due

# Start a chapter: asks, or takes FOLDER, TITLE, AUDIENCE and TOPICS.
new-chapter: $(VENV)/site-ready
	@$(TOOL).new_chapter

# The claims of one page beside what their sources say, for a clinician to tick and sign: PAGE=docs/judge/judge-a-trend.md
review-sheet: build $(VENV)/test-ready
	@$(TOOL).review_sheet

# For maintainers, from a review form: asks, or takes PAGE, REVIEWER, ROLE, REGISTRATION and REVIEWED.
record-review: $(VENV)/site-ready
	@$(TOOL).record_review

# The checks of a pull request, all of them, told in one list.
pull-request: $(VENV)/test-ready browser
	@$(TOOL).pull_request

# A copy to open from a folder, also when a check refuses a page.
preview: $(VENV)/site-ready
	DIRECTORY_URLS=false $(BIN)/mkdocs build --site-dir out/preview || [ -f out/preview/index.html ]

# What time has changed: JOB=links, helplines, pages or future. Writes out/upkeep/JOB.md.
upkeep: $(VENV)/test-ready
	@[ "$(JOB)" != links ] || $(BIN)/mkdocs build --quiet
	@$(TOOL).upkeep $(JOB)

# Bring the one issue of that job up to date, with gh.
standing-issue: $(VENV)/site-ready
	@$(TOOL).standing_issue $(JOB)

# The files to take away: the handbook as PDF, EPUB and a folder, the toolkit as PDF, the forms as DOCX.
downloads: $(VENV)/test-ready browser
	@$(TOOL).downloads

# Cut the font of paper anew, after its package has changed; the files are part of the source.
paper-font: $(VENV)/test-ready
	@$(TOOL).paper_font

# Look at each of them as it stands in out/downloads.
check-downloads: $(VENV)/test-ready browser java
	DOWNLOADS=out/downloads $(BIN)/pytest tests/publishing/test_downloads.py tests/browser/test_downloads.py

# The notes and downloads of the release TAG, such as 2026-11-22, in out/release.
release: downloads
	@$(TOOL).release

# How hard each page of site/ is to read.
readability: $(VENV)/test-ready
	PYTHONPATH=hooks $(BIN)/python tools/readability.py

# Taps and words from Home to the first thing that each reader can use.
walks: build
	PYTHONPATH=hooks $(BIN)/python tools/walks.py

# The picture for shared links, and those of the README.
pictures: $(VENV)/test-ready browser
	$(BIN)/mkdocs build --quiet
	@$(TOOL).pictures

# How many words of site/ a reader meets before the first action, number and messages of the crisis page.
crisis-words: $(VENV)/site-ready
	@$(TOOL).crisis_words

bench: $(VENV)/site-ready
	@PYTHONPATH=hooks $(BIN)/python -m benchmarks.serve
	$(BIN)/python benchmarks/build.py $(PAGES)

# Write requirements*.txt anew from requirements*.in, with hashes and without this machine's paths.
pins: $(VENV)/test-ready
	for name in requirements requirements-test; do \
	  $(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --output-file=$$name.txt $$name.in || exit 1; \
	done

$(VENV)/python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The handbook needs Python 3.11 or newer; set PYTHON to one, as in: make serve PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# --no-compile halves the time: Python compiles what it uses when it is first used.
$(VENV)/site-ready: requirements.txt | $(VENV)/python-ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test-ready: requirements-test.txt | $(VENV)/site-ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-test.txt
	@touch $@

clean:
	rm -rf site out $(VENV)

# What follows needs a real browser. Debian's Chromium serves: playwright's own cannot be fetched everywhere.
.PHONY: browser java engines firefox webkit test-engines weight lighthouse

test: browser java engines

# Installs the package $(2) when there is no program $(1) and apt-get may be run, as root or with sudo that asks for no
# password; elsewhere says what $(3) needs.
define installed
	@command -v $(1) >/dev/null || { command -v apt-get >/dev/null && \
	  { [ "$$(id -u)" = 0 ] && as= || { sudo -n true 2>/dev/null && as="sudo -n"; }; } && $$as apt-get update -qq && \
	  $$as apt-get install -y -qq --no-install-recommends $(2) >/dev/null; } || \
	  { echo "$(3) needs the program $(1): install the package $(2), then run this again."; exit 1; }
endef

browser:
	$(call installed,chromium,chromium,A test in the browser)

# One short journey in each engine that readers have. It must be there; make test takes along what it finds.
test-engines: $(VENV)/test-ready browser firefox webkit
	$(BIN)/pytest tests/browser/test_engines.py

engines:
	@$(MAKE) --no-print-directory --keep-going firefox webkit 2>/dev/null || true

firefox:
	$(call installed,firefox,firefox-esr,The journey in Firefox)

webkit:
	$(call installed,WebKitWebDriver,webkit2gtk-driver,The journey in WebKit)
	$(call installed,Xvfb,xvfb,The journey in WebKit)

# The checker of EPUB files runs on Java.
java:
	$(call installed,java,default-jre-headless,The test of the EPUB)

# The bytes of a first visit, beside stock Material with the same content.
weight: $(VENV)/test-ready browser
	$(BIN)/python -m benchmarks.weight

# Lighthouse on four pages; fetches it with npm into a temporary folder.
lighthouse: $(VENV)/site-ready browser
	$(BIN)/python -m benchmarks.lighthouse
