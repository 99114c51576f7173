"""Runs functions of a portable module, beside tests/core's whole fob, in MicroPython."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from runtimes.processes import Unix
from runtimes.results import parse

CORE = Path(__file__).resolve().parents[1] / "core"


def run(
    folder: Path, module: str, name: str, seconds: float, mark: str = "", **environment: object
) -> list[Any]:
    """One function to its end; what it printed as JSON behind `mark`. Fails with its traceback."""
    unix = Unix()
    if reason := unix.missing():
        pytest.skip(reason)
    old = dict(os.environ)
    os.environ.update({key: str(value) for key, value in environment.items()})
    try:
        both = Path(os.pathsep.join((str(folder), str(CORE))))
        output = unix.run(both, module, [name], seconds)
    finally:
        os.environ.clear()
        os.environ.update(old)
    said = parse(output, [name])[name]
    if said is not None:
        pytest.fail(said, pytrace=False)
    return [
        json.loads(line[len(mark) :])
        for line in output.splitlines()
        if mark and line.startswith(mark)
    ]
