"""Runs every static check and says which failed: ruff, basedpyright, and the tests in tests/lint.

basedpyright looks at host and tests against CPython, at the firmware against each chip's stubs.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TYPES = ["-m", "basedpyright", "--level", "error", "--pythonpath", sys.executable]
CHIP = ["-m", "basedpyright", "--level", "error", "--project"]
CHECKS = {
    "ruff": ["-m", "ruff", "check", "--output-format=concise", "."],
    "types of the host": TYPES,
    "types on rp2": [*CHIP, "tests/lint/pyright-rp2.json"],
    "types on esp32": [*CHIP, "tests/lint/pyright-esp32.json"],
    "types on unix": [*CHIP, "tests/lint/pyright-unix.json"],
    "imports, compiling": ["-m", "pytest", "-q", "tests/lint"],
}


def main() -> int:
    """Run the checks in order, all of them; 1 when one failed."""
    failed = []
    for name, arguments in CHECKS.items():
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print("lint failed: " + ", ".join(failed) if failed else "lint passed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
