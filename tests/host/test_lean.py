"""Lean sources: what a fob gets is the same program, line for line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mfob.lean import lean

FIRMWARE = Path(__file__).parents[2] / "firmware"
SOURCES = sorted(path for path in FIRMWARE.rglob("*.py") if not path.name.startswith("make_"))


def made(text: str) -> str:
    return lean(text.encode()).decode()


def test_a_private_number_becomes_a_constant() -> None:
    assert made("_A = 10  # ms\n") == "_A = const(10)\n"
    assert made("_A = 10 * 365 * -(2 + 1)\n") == "_A = const(-10950)\n"
    assert made('_A = "<B"\n_B = (1, b"x")\n') == "_A = const('<B')\n_B = const((1, b'x'))\n"


@pytest.mark.parametrize(
    "text",
    [
        "A = 10\n",  # others may import it
        "_A = 10\n_A = 11\n",
        "_A = 10\n\n\ndef f():\n    global _A\n    _A = 11\n",
        "_A = True\n",
        "_A = (1, True)\n",
        "_A = [1]\n",
        "_A = 1 / 2\n",
        "_A = len('x')\n",
        "_A = B = 10\n",
        "def f():\n    _A = 10\n",
        "_A = (\n    1,\n)\n",
        "def main(:\n",
        "_A = 1 // 0\n",
    ],
)
def test_what_is_no_constant_number_stays(text: str) -> None:
    assert made(text) == text


def test_what_is_for_a_type_checker_goes() -> None:
    text = "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import a\nb = 1\n"
    assert made(text) == "\n\n\nb = 1\n"


def test_what_runs_instead_stays() -> None:
    text = "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import a\nelse:\n    import b\nc = 1\n"
    assert made(text) == "\n\n\nif True:\n    import b\nc = 1\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(FIRMWARE)))
def test_the_firmware_is_the_same_program(path: Path) -> None:
    """Run by plain Python with a `const` that gives what it gets, and TYPE_CHECKING false."""
    source = path.read_bytes()
    out = lean(source)
    assert out.count(b"\n") == source.count(b"\n")
    assert ast.dump(_plain(out)) == ast.dump(_plain(source))


class _Plain(ast.NodeTransformer):
    """Both forms brought to one: constants as they are counted, no block for a type checker."""

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt] | None:
        test = node.test
        if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING":
            return [self.visit(part) for part in node.orelse]
        if isinstance(test, ast.Constant):
            return [self.visit(part) for part in node.body]
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST | None:
        name = node.targets[0]
        if isinstance(name, ast.Name) and name.id == "TYPE_CHECKING":
            return None
        value = node.value
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "const":
            node.value = value.args[0]
        if not any(isinstance(part, (ast.Name, ast.Call)) for part in ast.walk(node.value)):
            node.value = ast.Constant(repr(eval(ast.unparse(node.value), {})))
        return self.generic_visit(node)


def _plain(source: bytes) -> ast.Module:
    return _Plain().visit(ast.parse(source))
