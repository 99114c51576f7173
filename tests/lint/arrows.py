"""Which module may import which, checked on the source: arrows point one way (DESIGN: The tree).

Every check takes a root folder and gives complaints as text, `path:line: what`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

# MicroPython's modules that hand out no pin, file, time or randomness
CORE = {
    "array", "binascii", "builtins", "cryptolib", "framebuf", "gc", "hashlib", "json",
    "micropython", "struct",
}  # fmt: skip
DRIVERS = CORE | {"drivers", "errno", "fobcore", "io", "machine", "os", "select", "sys", "time"}

# (where, what may be imported there): the first line that fits counts; None: anything but the
# other side. A file of firmware or boards that fits none is a complaint.
ALLOWED: tuple[tuple[str, set[str] | None], ...] = (
    ("firmware/boot.py", {"micropython", "machine"}),
    ("firmware/main.py", {
        "micropython", "machine", "gc", "os", "sys", "board", "halt", "start",
    }),
    ("firmware/halt.py", {"time", "board", "fobcore", "wiring"}),
    ("firmware/wiring.py", {"sys", "drivers", "face", "fobcore"}),
    ("firmware/power.py", {"drivers", "fobcore"}),
    ("firmware/face.py", {"fobcore", "fonts", "others"}),
    ("firmware/others.py", {"sys", "face", "fobcore", "fonts", "types"}),
    ("firmware/start.py", {
        "board", "drivers", "fobcore", "gc", "loop", "micropython", "sys", "time", "wiring",
    }),
    ("firmware/loop.py", {
        "drivers", "fobcore", "health", "keyboard", "power", "time", "wiring",
    }),
    ("firmware/health.py", {"drivers", "fobcore", "gc"}),
    ("firmware/keyboard.py", {"drivers", "fobcore"}),
    ("firmware/fobcore/parts.py", CORE | {"fobcore", "typing"}),  # types for the checker only
    ("firmware/fobcore/**", CORE | {"fobcore"}),
    ("firmware/fonts/make_fonts.py", None),
    ("firmware/fonts/make_scripts.py", None),
    ("firmware/fonts/make_signs.py", None),
    ("firmware/frozen/_boot.py", {"rp2", "vfs"}),
    ("firmware/manifest.py", {"os"}),  # MicroPython's build runs it
    ("firmware/fonts/**", set()),
    ("firmware/drivers/chip_unix.py", DRIVERS | {"virtual"}),
    ("firmware/drivers/chip_rp2.py", DRIVERS | {"rp2"}),
    ("firmware/drivers/chip_esp32.py", DRIVERS | {"esp32"}),
    ("firmware/drivers/**", DRIVERS),
    ("boards/make_wiring.py", None),
    ("boards/*/board.py", set()),
    ("boards/virtual/*.py", CORE | {
        "io", "machine", "os", "repl", "select", "sys", "time", "usbdevice", "uselect", "vfs",
        "virtual",
    }),
)  # fmt: skip

# (where, what may not be imported there, why)
FORBIDDEN = (
    ("firmware/**", {"mfob"}, "the firmware knows no host"),
    ("boards/**", {"mfob"}, "a board knows no host"),
    (
        "host/mfob/**",
        {"board", "boards", "drivers", "fonts", "machine", "micropython", "start", "virtual"},
        "an installed mfob has only fobcore beside it",
    ),
    (
        "host/mfob/cli/**",
        {"fobcore.frames", "mfob.exchange", "mfob.lines", "mfob.link", "serial"},
        "no protocol in the command line",
    ),
    ("host/mfob/*.py", {"click", "mfob.cli"}, "the library knows no command line"),
)
ENTRY = "host/mfob/__main__.py"  # it is the command line


def fits(path: str, pattern: str) -> bool:
    """Whether a path is the pattern, or under it where it ends with `**`."""
    if pattern.endswith("/**"):
        return path.startswith(pattern[:-2])
    return PurePosixPath(path).match(pattern) and path.count("/") == pattern.count("/")


def sources(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file under firmware, boards and host: its path from root, its tree."""
    for top in ("firmware", "boards", "host"):
        for path in sorted((root / top).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
            yield path.relative_to(root).as_posix(), tree


def imports(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of all that a file imports, wherever in it."""
    package = path.split("/")[1:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            parts = [*base, *(node.module.split(".") if node.module else [])]
            for alias in node.names:
                yield node.lineno, ".".join([*parts, alias.name])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = node.args[0] if node.args else None
            if node.func.id in ("__import__", "import_module") and isinstance(given, ast.Constant):
                yield node.lineno, str(given.value)


def wrong_imports(root: Path) -> Iterator[str]:
    """Imports against the arrows."""
    for path, tree in sources(root):
        allowed = next((names for pattern, names in ALLOWED if fits(path, pattern)), None)
        known = any(fits(path, pattern) for pattern, _ in ALLOWED)
        if not known and not path.startswith("host/"):
            yield f"{path}:1: no rule says what this file may import"
        for line, name in imports(path, tree):
            if allowed is not None and name.split(".")[0] not in allowed:
                yield f"{path}:{line}: imports {name}"
                continue
            for pattern, names, why in FORBIDDEN:
                if path == ENTRY or not fits(path, pattern):
                    continue
                if any(name == other or name.startswith(other + ".") for other in names):
                    yield f"{path}:{line}: imports {name}: {why}"


def names_in_ifs(root: Path) -> Iterator[str]:
    """Decisions by a board's or chip's name, outside boards, wiring.py and drivers/chip_*."""
    names = {"esp32", "rp2", "rp2040", "unix"}
    for board in (root / "boards").glob("*/board.py"):
        names.add(board.parent.name)
    for path, tree in sources(root):
        if path.startswith(("boards/", "firmware/drivers/chip_")) or path == "firmware/wiring.py":
            continue
        for node in ast.walk(tree):
            tests: list[ast.AST] = []
            if isinstance(node, ast.If | ast.IfExp | ast.While):
                tests = [node.test]
            elif isinstance(node, ast.Compare | ast.match_case):
                tests = [node if isinstance(node, ast.Compare) else node.pattern]
            for test in tests:
                for part in ast.walk(test):
                    if isinstance(part, ast.Constant) and part.value in names:
                        yield f"{path}:{part.lineno}: decides by the name {part.value!r}"


def boards_that_are_not_data(root: Path) -> Iterator[str]:
    """Board files that are more than a docstring and `BOARD = {literal}`."""
    for file in sorted((root / "boards").glob("*/board.py")):
        path = file.relative_to(root).as_posix()
        body = ast.parse(file.read_text(encoding="utf-8")).body
        documented = body and isinstance(body[0], ast.Expr)
        if not documented or len(body) != 2 or not isinstance(body[1], ast.Assign):
            yield f"{path}:1: not a docstring and BOARD = {{...}}"
            continue
        if [ast.unparse(target) for target in body[1].targets] != ["BOARD"]:
            yield f"{path}:{body[1].lineno}: assigns something else than BOARD"
        try:
            data = ast.literal_eval(body[1].value)
        except ValueError:
            yield f"{path}:{body[1].lineno}: BOARD is not literal"
            continue
        if not isinstance(data, dict) or data.get("name") != file.parent.name:
            yield f"{path}:{body[1].lineno}: BOARD's name is not its folder's"
