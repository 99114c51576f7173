"""Collects tests/core/test_*.py and runs each test function once a runtime, an item each; those of
tests/drivers in MicroPython on the computer alone, which has the parts that they are about.

Such a file imports fobcore and plain modules only, and its tests are functions without
arguments, with plain asserts: MicroPython runs the very same file. A file may say
`RUNTIMES_WITHOUT = {"wasm32": "why"}`. All functions of a file run in one process a runtime.
"""

import ast
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runtimes.processes import CPython, Unix
from runtimes.results import parse
from runtimes.wasm32 import Wasm32

TESTS = Path(__file__).resolve().parent.parent
CORE = TESTS / "core"
DRIVERS = TESTS / "drivers"
SECONDS = 90  # for all functions of a file in one runtime
RUNTIMES = pytest.StashKey[tuple]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the runtimes ready, once a session."""
    kept: pytest.Cache | None = getattr(config, "cache", None)
    cache = kept.mkdir("wasm32") if kept else Path(tempfile.gettempdir(), "mfob-wasm32")
    config.stash[RUNTIMES] = (CPython(), Unix(), Wasm32(cache))


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Any:
    """Take over the core's and the drivers' test files from pytest's own collector."""
    if module_path.parent in (CORE, DRIVERS):
        return CoreFile.from_parent(parent, path=module_path)
    return None


class CoreFile(pytest.File):
    """A test file that is read, not imported; it runs elsewhere."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each test function and runtime."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))
        without = declared(tree)
        self.results: dict[str, dict[str, str | None]] = {}
        for runtime in self.config.stash[RUNTIMES]:
            if self.path.parent == DRIVERS and runtime.name != "unix":
                continue
            for node in tree.body:
                if not (isinstance(node, ast.FunctionDef) and node.name.startswith("test_")):
                    continue
                if node.args.args or node.args.posonlyargs or node.args.kwonlyargs:
                    raise self.CollectError(f"{node.name}: a core test has no arguments")
                item = CoreItem.from_parent(
                    self, name=f"{node.name}[{runtime.name}]", function=node, runtime=runtime
                )
                reason = without.get(runtime.name) or runtime.missing()
                if reason:
                    item.add_marker(pytest.mark.skip(reason=reason))
                yield item

    def result(self, item: "CoreItem") -> str | None:
        """None when the item's function passed; runs all of the file's chosen ones at once."""
        runtime = item.runtime
        if runtime.name not in self.results:
            names = [
                other.function.name
                for other in self.session.items
                if isinstance(other, CoreItem)
                and other.parent is self
                and other.runtime is runtime
            ]
            try:
                output = runtime.run(self.path.parent, self.path.stem, names, SECONDS)
            except Exception:  # told once for each function, as a runtime that broke off
                output = traceback.format_exc()
            self.results[runtime.name] = parse(output, names)
        return self.results[runtime.name][item.function.name]


class CoreItem(pytest.Item):
    """One test function in one runtime."""

    def __init__(self, *, function: ast.FunctionDef, runtime: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.function = function
        self.runtime = runtime

    def runtest(self) -> None:
        """Fail with what the runtime printed."""
        assert isinstance(self.parent, CoreFile)
        said = self.parent.result(self)
        if said is not None:
            raise CoreFailure(said)

    def repr_failure(self, excinfo: pytest.ExceptionInfo, style: Any = None) -> Any:
        """The runtime's own traceback rather than one of this plugin."""
        if isinstance(excinfo.value, CoreFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the function is."""
        return self.path, self.function.lineno - 1, self.name


class CoreFailure(Exception):
    """A test function did not pass; the text is what its runtime printed."""


def declared(tree: ast.Module) -> dict[str, str]:
    """The file's RUNTIMES_WITHOUT."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "RUNTIMES_WITHOUT"
            for target in node.targets
        ):
            return ast.literal_eval(node.value)
    return {}
