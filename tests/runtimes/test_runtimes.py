"""The plugin itself: every runtime reports what happened, and the shims draw as the original."""

from pathlib import Path
from typing import Any

import pytest

from runtimes.plugin import RUNTIMES
from runtimes.results import parse, with_source

PORTABLE = Path(__file__).resolve().parent / "portable"
BOOK = '''"""Four endings."""
from fobcore import base32

def test_good():
    print("said by good")
    assert base32.decode("MY") == b"f"

def test_bad():
    print("said by bad")
    assert base32.decode("MY") == b"g"

def test_loop():
    while True:
        pass

def test_exit():
    raise SystemExit(3)
'''


@pytest.fixture(params=range(3), ids=("cpython", "unix", "wasm32"))
def runtime(request: pytest.FixtureRequest) -> Any:
    """Each runtime that can run here."""
    chosen = request.config.stash[RUNTIMES][request.param]
    if reason := chosen.missing():
        pytest.skip(reason)
    return chosen


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with a test file in it."""
    (tmp_path / "test_book.py").write_text(BOOK, encoding="utf-8")
    return tmp_path


def test_passed_and_failed(runtime: Any, book: Path) -> None:
    names = ["test_good", "test_bad", "test_exit"]
    results = parse(runtime.run(book, "test_book", names, 20), names)
    assert results["test_good"] is None
    bad = results["test_bad"]
    assert bad and "AssertionError" in bad and "said by bad" in bad
    assert "said by good" not in bad
    assert results["test_exit"] and "SystemExit" in results["test_exit"]


def test_a_hanging_function_is_stopped(runtime: Any, book: Path) -> None:
    names = ["test_good", "test_loop", "test_bad"]
    results = parse(runtime.run(book, "test_book", names, 1), names)
    assert results["test_good"] is None
    for name in ("test_loop", "test_bad"):
        said = results[name]
        assert said and "broke off" in said and "begin test_loop" in said


def test_a_file_that_can_not_be_imported(runtime: Any, tmp_path: Path) -> None:
    (tmp_path / "test_book.py").write_text("import no_such_thing\n", encoding="utf-8")
    results = parse(runtime.run(tmp_path, "test_book", ["test_x"], 20), ["test_x"])
    assert results["test_x"] and "no_such_thing" in results["test_x"]


def test_source_lines_in_micropythons_tracebacks(book: Path) -> None:
    path = book / "test_book.py"
    text = f'Traceback (most recent call last):\n  File "{path}", line 10, in test_bad\nX: \n'
    assert 'assert base32.decode("MY") == b"g"' in with_source(text)


def test_random_drawings_are_the_same(request: pytest.FixtureRequest) -> None:
    outputs = {
        runtime.name: runtime.run(PORTABLE, "framebuf_steps", ["drawing"], 60)
        for runtime in request.config.stash[RUNTIMES]
        if not runtime.missing()
    }
    assert "pass drawing" in outputs["cpython"], outputs["cpython"][-500:]
    assert outputs["cpython"].count("\n") > 1800
    for name, output in outputs.items():
        lines = output.replace("\r", "").split("\n")
        for ours, theirs in zip(outputs["cpython"].split("\n"), lines, strict=True):
            assert ours == theirs, name
