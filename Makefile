# What to run: `make demo` (see it work), `make test`, `make lint`, `make bench` (the numbers),
# `make sweep` (the power cut at every flash step), `make test-rp2040 MFOB_UF2=RPI_PICO.uf2` (the
# emulated chip; `make test` has it too where MFOB_UF2 names MicroPython's image for the Pico).
# All install what they need.

VENV := .venv
PY := $(VENV)/bin/python
STUBS := .stubs
STUBS_VERSION := ~=1.28.0
CHIPS := rp2 esp32 unix
PYTEST_ARGS ?=
BENCH ?=
SOAK ?=

.PHONY: demo test test-rp2040 lint bench sweep soak screens tools clean
.DELETE_ON_ERROR:

# A virtual fob takes an account from a picture of a QR code and shows its code.
demo: $(VENV)/.demo
	@$(PY) -m mfob.sim.demo tests/data/demo-qr.png

# Three share two cores: many tests wait more than they compute. tests/runtimes/spread.py says which
# run beside each other.
test: $(VENV)/.dev tools
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

test-rp2040: $(VENV)/.dev tools
	$(PY) -m pytest -n 2 --dist loadfile -rs tests/rp2040 tests/e2e/test_install_rp2040.py $(PYTEST_ARGS)

# `make test` tries a tenth of the cut points.
sweep: $(VENV)/.dev
	SWEEP=1 $(PY) -m pytest -q -n 2 --durations=1 tests/sweep $(PYTEST_ARGS)

# A day of the world at 50 times its pace: some 35 minutes. SOAK="--hours 1" makes it shorter.
soak: $(VENV)/.dev
	PYTHONPATH=host:firmware:tests $(PY) -m soak $(SOAK)

lint: $(VENV)/.dev $(CHIPS:%=$(STUBS)/%/.made)
	$(PY) .ci/lint.py

# Tables of what was measured; BENCH="qr startup" chooses among them, BENCH=device is the fob.
bench: $(VENV)/.dev
	@PYTHONPATH=tests $(PY) -m bench $(BENCH)

# boards/NAME/screens.png and boards/front.png out of what `pytest tests/golden --record` keeps.
screens: $(VENV)/.dev
	@PYTHONPATH=host:firmware:tests $(PY) -m golden.sheet
	@PYTHONPATH=host:firmware:tests $(PY) -m golden.front

# Debian's own programs that tests compare with, shells that they type into, and a font of a script whose
# letters must be shaped; without root they are only named.
DEVANAGARI := /usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf
tools:
	@sh .ci/debian.sh age:age oathtool:oathtool zbarimg:zbar-tools mandoc:mandoc zsh:zsh fish:fish \
		$(DEVANAGARI):fonts-lohit-deva

$(VENV)/bin/python:
	@sh .ci/venv.sh $(VENV)

$(VENV)/.demo: pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[demo]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.demo

# The chips' stubs overwrite each other in one environment: a folder each.
$(STUBS)/%/.made: Makefile | $(PY)
	rm -rf $(@D)
	$(PY) -m pip install --quiet --disable-pip-version-check --target $(@D) \
		'micropython-$*-stubs$(STUBS_VERSION)'
	@# the virtual board brings its own machine
	@[ $* != unix ] || rm $(@D)/machine.pyi $(@D)/umachine.pyi
	@touch $@

clean:
	rm -rf $(VENV) $(STUBS) .pytest_cache .ruff_cache .hypothesis build dist
