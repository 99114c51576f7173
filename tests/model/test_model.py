"""Random operations, reboots and power cuts on the fob in memory, held against a small model.

hypothesis writes the lists of operations and makes a failing one small; one MicroPython process
does them. 3,000 operations; FUZZ=seconds goes on for so long.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model.model import Model
from runtimes.processes import FIRMWARE, HEAP, Unix

HERE = Path(__file__).parent
LONG = int(os.environ.get("FUZZ", "0"))
LENGTH = 50  # operations of a list
LISTS = LONG * 10 or 60

SECRETS = st.sampled_from(["GEZDGNBVGY3TQOJQ", "KRSXG5CTMVRXEZLU", "MFRGGZDFMZTWQ2LK"])
ISSUERS = st.sampled_from(["", "GitHub", "Forge"])
NAMES = st.sampled_from(["alice", "bob", "carol", "d\u00f6ra"])
TYPES = st.sampled_from(["totp", "hotp", "hotp", "steam"])
PLACES = st.integers(0, 8)
PINS = st.sampled_from(["2468", "2468", "2468", "2468", "1357", "123456789012", "9999"])
RIGHT = st.tuples(st.just("unlock"), st.just("2468"))
CHANGES = st.one_of(
    *[st.tuples(st.just("add"), ISSUERS, NAMES, SECRETS, TYPES)] * 3,
    st.tuples(st.just("replace"), ISSUERS, NAMES, SECRETS, TYPES),
    st.tuples(st.just("rename"), PLACES, ISSUERS, NAMES),
    st.tuples(st.just("move"), PLACES, PLACES),
    st.tuples(st.just("delete"), PLACES),
    *[st.tuples(st.just("code"), PLACES)] * 2,
    st.tuples(st.just("many"), st.integers(40, 80)),
    st.tuples(st.just("set_pin"), st.sampled_from(["2468"] * 6 + ["1357"]), PINS),
    st.tuples(st.just("remove_pin"), PINS),
    st.tuples(st.just("unlock"), PINS),
    *[RIGHT] * 4,
    st.sampled_from([("lock",), ("reboot",)]),
)
STEPS = st.sampled_from([1, 1, 2, 2, 3, 4, 5, 8])
CUTS = st.tuples(st.just("cut"), STEPS, st.booleans(), CHANGES)
LONG_CUTS = st.tuples(
    st.just("cut"), st.integers(1, 100), st.booleans(), st.tuples(st.just("many"), st.just(80))
)
OPERATIONS = st.one_of(CHANGES, CUTS, CUTS, CUTS, LONG_CUTS)


class Driver:
    """The MicroPython process with its fobs."""

    def __init__(self) -> None:
        unix = Unix()
        if reason := unix.missing():
            pytest.skip(reason)
        folders = [FIRMWARE, HERE / "portable", HERE.parent / "core"]
        path = os.pathsep.join([*map(str, folders), ".frozen"])
        self._process = subprocess.Popen(
            [*unix._command, "-X", f"heapsize={HEAP}", str(HERE / "portable" / "driven.py")],
            env={**os.environ, "MICROPYPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, operations: list[Any]) -> Iterator[Any]:
        """[result, state] of each operation, on a fob that is as new."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(operations) + "\n")
        self._process.stdin.flush()
        for _ in operations:
            line = self._process.stdout.readline()
            if not line.startswith("STEP "):
                rest, _ = self._process.communicate()
                raise AssertionError(line + rest)
            yield json.loads(line[5:])

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


def held(models: list[Model], op: Any, result: str, state: Any) -> list[Model]:
    """The models that the fob may be after an operation: those that do and show the same."""
    inner = op[3] if op[0] == "cut" else op
    after: list[Model] = []
    for model in models:
        before = copy.deepcopy(model)
        word = ""
        passed = [before]  # what a cut may leave
        for step in model.steps(list(inner)):
            word = step
            passed.append(copy.deepcopy(model))
        if result == "cut":
            for left in passed:
                left.reboot()
            after += passed
        elif word == result:
            after.append(model)
    kept: list[Model] = []
    for model in after:
        if model.seen() == state and all(vars(model) != vars(other) for other in kept):
            kept.append(model)
    return kept


@pytest.mark.timeout(LONG + 400)  # hypothesis takes its time to make a failure small
def test_a_fob_is_what_the_model_says() -> None:
    drivers: list[Driver] = []
    told: Counter[str] = Counter()

    @settings(
        max_examples=LISTS,
        deadline=None,
        database=None,
        derandomize=not LONG,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    @given(st.lists(OPERATIONS, min_size=LENGTH, max_size=LENGTH))
    def check(operations: list[Any]) -> None:
        if not drivers:
            drivers.append(Driver())
        models, was = [Model()], 1
        try:
            answers = drivers[0].run(operations)
            for op, (result, state, generation) in zip(operations, answers, strict=True):
                told[result] += 1
                told["operations"] += 1
                told["written anew"] += generation > was
                was = generation
                before = [model.seen() for model in models]
                models = held(models, op, result, state)
                assert models, f"{op}: {result}\nbefore {before}\nafter {state}"
        except BaseException:
            drivers.pop().end()  # it may be in the middle of a list
            raise

    try:
        check()
    finally:
        for driver in drivers:
            driver.end()
    print(dict(told))
    assert told["operations"] >= 2000 and told["ok"] > 500 and told["cut"] > 50
    assert told["bad_pin"] > 20 and told["locked"] > 20 and told["written anew"] > 20
