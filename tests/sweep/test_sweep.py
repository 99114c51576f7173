"""The power cut at the flash steps of each operation: afterwards it was done, or it was not.

MicroPython's own littlefs, drivers.storage, the key slots' raw blocks, the tally: as on a chip, on
a flash in memory. `make sweep` (SWEEP=1) cuts at every step, whole and torn from either end;
without it every tenth cut point is tried, from one on that the seed gives. Neither display nor
link takes part: what the flash holds does not come from there.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from runtimes.processes import FIRMWARE, HEAP, Unix, run

TESTS = Path(__file__).resolve().parent.parent
HERE = TESTS / "sweep" / "portable"
SHARE = int(os.environ.get("SWEEP", "10"))  # every so many cut points; 1: all
SEED = int(os.environ.get("SWEEP_SEED", "4"))
SECONDS = 900 if SHARE == 1 else 100
MARK = "\x1e"


def operations() -> list[str]:
    """The names in operations.py, which only MicroPython can import."""
    tree = ast.parse((HERE / "operations.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            return [ast.literal_eval(key) for key in node.value.keys if key]
    raise AssertionError("no table of operations")


@pytest.mark.timeout(SECONDS + 10)
@pytest.mark.parametrize("name", operations())
def test_cut_anywhere_it_was_done_or_it_was_not(
    name: str, micropython: list[str], record_property: Callable[[str, object], None]
) -> None:
    """State before or after (a batch: a prefix); no try given back; no remnant of a key."""
    path = os.pathsep.join(map(str, (FIRMWARE, HERE, TESTS / "drivers", ".frozen")))
    command = [
        *micropython, "-X", f"heapsize={HEAP}",
        str(HERE / "sweep.py"), name, str(SHARE), str(SEED),
    ]  # fmt: skip
    output = run(command, {"MICROPYPATH": path}, SECONDS)
    told = [line[1:] for line in output.split("\n") if line.startswith(MARK)]
    assert told and told[-1].startswith("done "), output[-2000:]
    points, tried, again, failed = map(int, told[-1].split()[1:])
    record_property("sweep", [name, [points, tried, again, failed]])
    print(f"{name}: {tried} of {points} cut points, {again} in restarts, {failed} failed")
    assert tried or SHARE > 1
    assert not failed, "\n".join(told[:40])


def test_every_operation_is_there() -> None:
    """What a fob does to its flash."""
    wanted = (
        "first_start pin_set pin_change pin_remove add batch delete rename move replace hotp_code"
        " pin_wrong pin_right_after_wrong compaction clock_set config wipe place_switched"
    )
    assert set(wanted.split()) <= set(operations())


@pytest.fixture
def micropython() -> list[str]:
    """The command that the plugin's runtime uses."""
    runtime = Unix()
    if reason := runtime.missing():
        pytest.skip(reason)
    return runtime._command

