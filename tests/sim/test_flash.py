"""The NOR flash model: its rules, its counted steps, cuts and torn steps, its file."""

from pathlib import Path

import pytest

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.flash import PAGE, SECTOR, SECTORS, Flash, PowerCut


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "flash.img"
    path.write_bytes(b"\xff" * (SECTOR * SECTORS))
    return path


def test_program_and_read(image: Path) -> None:
    flash = Flash(image)
    flash.program(SECTOR + PAGE, bytes(range(256)))
    assert flash.read(SECTOR + PAGE + 3, 4) == bytes((3, 4, 5, 6))
    assert flash.steps == 1


def test_each_page_is_a_step_and_in_the_file_at_once(image: Path) -> None:
    flash = Flash(image)
    seen = []
    flash.on_step = lambda: seen.append(image.read_bytes()[: 3 * PAGE].count(0))
    flash.program(0, bytes(3 * PAGE))
    assert seen == [256, 512, 768]
    flash.erase(0)
    assert (flash.steps, flash.erases) == (4, 1)
    assert image.read_bytes()[:SECTOR] == b"\xff" * SECTOR


def test_a_bit_goes_from_1_to_0_and_not_back(image: Path) -> None:
    flash = Flash(image)
    page = bytearray(b"\xff" * PAGE)
    for byte in (0xF0, 0xF0, 0x80, 0x00):
        page[9] = byte
        flash.program(0, bytes(page))
    page[9] = 0x01
    with pytest.raises(ModelError, match="sector 0"):
        flash.program(0, bytes(page))
    flash.erase(0)
    flash.program(0, bytes(page))


@pytest.mark.parametrize(("address", "size"), [(1, PAGE), (0, 255), (0, 0), (0, 257)])
def test_only_whole_pages(image: Path, address: int, size: int) -> None:
    with pytest.raises(ModelError):
        Flash(image).program(address, bytes(size))


def test_nothing_beyond_its_end(image: Path) -> None:
    flash = Flash(image)
    with pytest.raises(ModelError):
        flash.read(SECTOR * SECTORS - 1, 2)
    with pytest.raises(ModelError):
        flash.erase(SECTORS)
    with pytest.raises(ModelError):
        flash.program(SECTOR * SECTORS, bytes(PAGE))


def test_a_cut_leaves_its_step_undone(image: Path) -> None:
    flash = Flash(image)
    flash.arm(2)
    with pytest.raises(PowerCut):
        flash.program(0, bytes(3 * PAGE))
    assert image.read_bytes()[: 3 * PAGE] == bytes(PAGE) + b"\xff" * (2 * PAGE)
    flash.program(PAGE, bytes(PAGE))  # once only


def test_a_torn_program_is_half_done(image: Path) -> None:
    flash = Flash(image)
    flash.arm(1, torn=True)
    with pytest.raises(PowerCut):
        flash.program(0, bytes(PAGE))
    assert image.read_bytes()[:PAGE] == bytes(128) + b"\xff" * 128


def test_a_torn_erase_is_half_done(image: Path) -> None:
    flash = Flash(image)
    for page in range(16):
        flash.program(page * PAGE, bytes(PAGE))
    flash.arm(1, torn=True)
    with pytest.raises(PowerCut):
        flash.erase(0)
    assert image.read_bytes()[:SECTOR] == b"\xff" * 2048 + bytes(2048)


def test_a_cut_can_be_taken_back(image: Path) -> None:
    flash = Flash(image)
    flash.arm(1)
    flash.arm(0)
    flash.erase(0)
    with pytest.raises(SimError):
        flash.arm(-1)


def test_another_size_is_no_flash(tmp_path: Path) -> None:
    path = tmp_path / "flash.img"
    path.write_bytes(bytes(4096))
    with pytest.raises(SimError):
        Flash(path)
