"""A firmware source without what a fob has no use for, before mpy-cross gets it.

The sources are plain Python, which no compiler for a small chip can know to mean: that a name in
capitals with an underscore is bound once, and that nothing is imported for a type checker. Said in
MicroPython's own way it costs neither code nor memory, line for line as before:

    _TAIL = 10             ->  _TAIL = const(10)
    TYPE_CHECKING = False  ->  (nothing)
    if TYPE_CHECKING: ...  ->  (nothing), or what stands under `else`
"""

from __future__ import annotations

import ast
from collections import Counter

_CHECKING = "TYPE_CHECKING"


def lean(source: bytes) -> bytes:
    """The same program for MicroPython; what is no Python stays as it is, for others to say so."""
    try:
        text = source.decode()
        module = ast.parse(text)
    except (ValueError, SyntaxError):
        return source
    lines = text.split("\n")
    bound = Counter(
        node.id
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    )
    for node in module.body:
        if isinstance(node, ast.If) and _names(node.test) == _CHECKING:
            _drop(lines, node)
        elif isinstance(node, ast.Assign):
            name = _names(node.targets[0])
            if name == _CHECKING:
                lines[node.lineno - 1] = ""
            elif name.startswith("_") and bound[name] == 1 and len(node.targets) == 1:
                _fold(lines, node, name)
    return "\n".join(lines).encode()


def _names(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _fold(lines: list[str], node: ast.Assign, name: str) -> None:
    """A private name for a constant becomes the constant wherever it stands."""
    if node.lineno != node.end_lineno:
        return
    value = _number(node.value)
    if value is None:
        try:
            value = ast.literal_eval(node.value)
        except (ValueError, TypeError):
            return
        if not _constant(value):
            return
    lines[node.lineno - 1] = f"{name} = const({value!r})"


def _constant(value: object) -> bool:
    """Whether it is one to MicroPython's compiler as well, and costs nothing to stand twice."""
    if isinstance(value, tuple):
        return all(_constant(part) for part in value)
    return type(value) in (int, str, bytes)


def _number(node: ast.expr) -> int | None:
    """The integer of an expression of integers alone; None for all others."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant):
            if type(part.value) is not int:
                return None
        elif not isinstance(part, (ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop)):
            return None
    try:
        value = eval(compile(ast.Expression(node), "", "eval"))
    except ArithmeticError:
        return None
    return value if type(value) is int else None


def _drop(lines: list[str], node: ast.If) -> None:
    """Of `if TYPE_CHECKING` only what runs on a fob stays, a block as it was."""
    last = node.end_lineno or node.lineno
    if node.orelse:
        last = node.orelse[0].lineno - 1
        lines[last - 1] = "if True:"
        last -= 1
    lines[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
