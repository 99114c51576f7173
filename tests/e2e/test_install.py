"""`mfob install` on virtual boards: a bare one, a fob, and whatever interrupts it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e.conftest import ROOT, Bench, finish, wait_until
from host.terminal import OnTerminal
from mfob.board_prompt import BoardPrompt
from mfob.errors import HostError
from mfob.install import run
from mfob.install.wish import Wish
from mfob.serialport import SerialPort
from mfob.sim.image import lay_out
from mfob.sim.parts.flash import SECTOR

ADDRESS = "otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub"
FAST = "4"  # seconds of the world in one: the flash takes most of the time
# The steps at which the power goes: every ninth (SWEEP=1: each; -rP prints how many there were).
CUTS = range(1, 200) if os.environ.get("SWEEP") else range(1, 200, 9)
Make = Callable[..., Bench]


def version(folder: Path, number: str, more: str = "") -> Path:
    """A copy of the firmware with another version; `more` goes to the end of two more files.

    A public name: a private one of a constant would be folded away (mfob.lean).
    """
    copy = folder / number
    shutil.copytree(ROOT / "firmware", copy, ignore=shutil.ignore_patterns("__pycache__"))
    start = (copy / "start.py").read_text()
    start, count = re.subn(r'^FIRMWARE = ".*"$', f'FIRMWARE = "{number}"', start, flags=re.M)
    assert count == 1
    (copy / "start.py").write_text(start)
    for name in ("wiring.py", "fobcore/otp.py"):
        with open(copy / name, "a") as file:
            file.write(more)
    return copy


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A flash that firmware 1.0 was installed on, then 1.1, with an account."""
    folder = tmp_path_factory.mktemp("installed")
    with started(folder / "fob", blank=True, rate=FAST) as fob:
        first = fob.run("install", "--firmware", str(version(folder, "1.0")), "--json")
        assert (first.code, first.json["new"], first.json["place"]) == (0, True, "a"), first
        assert fob.run("clock", "set", press="ok").code == 0
        assert fob.add_uri(ADDRESS).code == 0
        changed = version(folder, "1.1", "MORE = 1\n")
        second = fob.run("install", "--firmware", str(changed), "--json", press="ok")
        assert (second.code, second.json["place"]) == (0, "b"), second
    yield folder / "fob" / "flash.img"


@contextmanager
def started(folder: Path, **options: object) -> Iterator[Bench]:
    from mfob.sim.client import Sim

    sim = Sim.start(folder, lease=True, **options)
    try:
        yield Bench(sim)
    finally:
        sim.stop()


def on_flash(make: Make, name: str, image: Path) -> Bench:
    """A virtual board with a copy of a flash, and nothing else put on it."""
    fob = make(name, rate=FAST, blank=True, wait=False)
    fob.sim.power_cut()
    fob.sim.stop()
    shutil.copyfile(image, fob.sim.state.flash)
    return make(name, rate=FAST, blank=True, wait=False)


def answers(fob: Bench) -> dict[str, object]:
    """What the fob tells once it answers."""
    until = time.monotonic() + 20
    while (result := fob.run("info", "--json")).code:
        assert time.monotonic() < until, result
    return result.json


def intact(fob: Bench, *firmwares: str) -> str:
    """The fob answers with one of the firmwares, and has its account; which firmware it is."""
    told = answers(fob)
    assert told["firmware"] in firmwares, told
    assert (told["accounts"], told["damaged"]) == (1, 0)
    assert [account["name"] for account in fob.accounts()] == ["alice"]
    return str(told["firmware"])


def test_from_a_bare_board_to_an_upgraded_fob(bench: Make, tmp_path: Path) -> None:
    fob = bench(blank=True, rate=FAST)
    result = fob.run("install", "--json")
    assert result.code == 0, result
    done = result.json
    assert (done["board"], done["place"], done["new"], done["kept"]) == ("virtual", "a", True, 0)
    assert done["written"] > 50 and done["bytes"] > 60_000
    assert fob.run("clock", "set", press="ok").code == 0
    assert fob.add_uri(ADDRESS).code == 0
    before = fob.accounts()

    # Another version, into the other place; what is the same already lies there.
    upgraded = fob.run("install", "--firmware", str(version(tmp_path, "7.8.9")), "--json",
                       press="ok")  # fmt: skip
    assert upgraded.code == 0, upgraded
    assert upgraded.asked[0][:4] == [
        "Maintenance", "For new firmware, by", "MicroPython's prompt,", "accounts locked",
    ]  # fmt: skip
    assert len(upgraded.asked) == 1  # page
    assert (upgraded.json["firmware"], upgraded.json["place"]) == ("7.8.9", "b")
    assert fob.accounts() == before
    assert len(fob.code_on_screen()) == 6

    # The same again: nothing is written.
    steps = fob.sim.status()["flash"]["steps"]
    same = fob.run("install", "--firmware", str(tmp_path / "7.8.9"), "--json", press="ok")
    assert (same.code, same.json["written"], same.json["bytes"]) == (0, 0, 0), same
    assert "very firmware already" in same.err
    assert fob.sim.status()["flash"]["steps"] - steps < 20  # the maintenance flag alone

    # A third: only what differs from the first, which lies in that place.
    third = fob.run("install", "--firmware", str(version(tmp_path, "7.9")), "--json", press="ok")
    assert (third.code, third.json["place"], third.json["written"]) == (0, "a", 1), third
    assert third.json["kept"] == upgraded.json["written"] - 1
    assert fob.accounts() == before


def test_refused_on_the_fob(installed: Path, bench: Make) -> None:
    fob = on_flash(bench, "fob", installed)
    answers(fob)
    result = fob.run("install", "--json", press="next")
    assert (result.code, result.json["error"]["code"]) == (5, "refused")
    assert intact(fob, "1.1")


def test_a_firmware_that_crashes_gives_way_to_the_former(
    installed: Path, bench: Make, tmp_path: Path
) -> None:
    fob = on_flash(bench, "fob", installed)
    answers(fob)
    bad = version(tmp_path, "2.0", "raise ValueError('broken')\n")
    result = fob.run("install", "--firmware", str(bad), "--json", press="ok")
    assert (result.code, result.json["error"]["code"]) == (1, "fell_back"), result
    assert intact(fob, "1.1")
    for _ in range(2):  # the earlier crashes are counted still, and change nothing any more
        fob.sim.power_cut()
        fob.sim.power_on()
        assert intact(fob, "1.1")
    # And an install puts it right, in the place that failed.
    good = fob.run("install", "--firmware", str(version(tmp_path, "2.1")), "--json", press="ok")
    assert (good.code, good.json["firmware"], good.json["place"]) == (0, "2.1", "a"), good
    assert intact(fob, "2.1")


class Nobody:
    """Is asked nothing."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, line: str) -> None:
        self.told.append(line)

    def choose(self, boards: object) -> str:
        raise AssertionError(boards)

    def agree(self, question: str) -> None:
        raise AssertionError(question)

    def begin(self, total: int) -> Callable[[int], None]:
        return lambda _: None


def at_prompt(fob: Bench) -> BoardPrompt:
    """The board's prompt, as with the button held at power-on."""
    fob.sim.power_cut()
    fob.sim.hold("ok")
    fob.sim.power_on(wait=False)
    wait_until(lambda: Path(fob.sim.port).exists(), "port")
    prompt = BoardPrompt(SerialPort(fob.sim.port), 10, 0)
    fob.sim.release("ok")
    return prompt


def cut_at(fob: Bench, step: int, source: Path, torn: bool) -> bool:
    """An upgrade that the power leaves at a flash step; False where it was over before."""
    prompt = at_prompt(fob)
    fob.sim.cut_at(step, torn)
    try:
        run._fill(prompt, Wish(source=source), Nobody(), None)
    except HostError:
        fob.sim.wait_off()
        prompt.abandon()
        return True
    fob.sim.cut_at(0)
    prompt.restart()
    return False


@pytest.mark.timeout(120 + 10 * len(CUTS))
def test_the_power_goes_at_flash_steps_of_an_upgrade(
    installed: Path, bench: Make, tmp_path: Path
) -> None:
    """Three files and the guard differ; the fob starts with the old firmware or the new one."""
    fob = on_flash(bench, "fob", installed)
    source = version(tmp_path, "1.2", "MORE = 2\n")
    for name in ("boot.py", "main.py"):
        with open(source / name, "a") as file:
            file.write("# another\n")
    seen = []
    cut = True
    for step in CUTS:
        fob.sim.stop()
        shutil.copyfile(installed, fob.sim.state.flash)
        fob = bench("fob", rate=FAST, blank=True, wait=False)
        cut = cut_at(fob, step, source, torn=step % 2 == 0)
        fob.sim.power_cut()
        fob.sim.power_on(wait=False)
        seen.append(intact(fob, "1.1", "1.2"))
        if not cut:
            break
    assert seen[-1] == "1.2" and not cut, seen
    assert seen == sorted(seen) and seen.count("1.1") > 3, seen
    print(f"{len(seen) - 1} cuts; the former firmware after {seen.count('1.1')} of them")


def test_the_power_goes_in_a_first_installation(bench: Make) -> None:
    fob = bench(blank=True, rate=FAST)
    for step in (40, 200, 300):
        fob.sim.cut_at(step)
        result = fob.run("install", "--json")
        assert (result.code, result.json["error"]["code"]) in ((3, "lost"), (3, "silent")), result
        fob.sim.power_on(wait=False)
    result = fob.run("install", "--json")
    assert (result.code, result.json["new"]) == (0, True), result
    assert result.json["kept"] > 10  # what the ones before had brought
    assert answers(fob)["accounts"] == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_installer_is_ended_in_the_middle(
    how: signal.Signals, installed: Path, bench: Make, tmp_path: Path
) -> None:
    fob = on_flash(bench, "fob", installed)
    answers(fob)
    source = version(tmp_path, "3.0", "MORE = 3\n")
    for name in ("fobcore", "drivers"):
        for file in (source / name).glob("*.py"):
            file.write_text(file.read_text() + "MORE = 3\n")
    process = fob.start("install", "--firmware", str(source), "--json")
    steps = fob.sim.status()["flash"]["steps"]
    wait_until(lambda: "ok = yes" in "\n".join(fob.sim.text()), "the question", 20)
    time.sleep(0.4)  # it takes no press within 300 ms
    fob.sim.press("ok")
    wait_until(lambda: fob.sim.status()["flash"]["steps"] > steps + 100, "copying", 20)
    process.send_signal(how)
    result = finish(process)
    if how == signal.SIGINT:
        assert (result.code, result.json["error"]["code"]) == (130, "interrupted"), result
    else:
        fob.sim.power_cut()  # nobody restarts it
        fob.sim.power_on(wait=False)
    assert intact(fob, "1.1")
    again = fob.run("install", "--firmware", str(source), "--json", press="ok")
    assert again.code == 0, again
    assert intact(fob, "3.0")


def test_a_vault_whose_file_system_is_gone_is_not_written_over(
    installed: Path, bench: Make, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.img"
    content = bytearray(installed.read_bytes())
    content[: 2 * SECTOR] = bytes(2 * SECTOR)  # both superblocks
    broken.write_bytes(content)
    fob = on_flash(bench, "fob", broken)
    BoardPrompt(SerialPort(fob.sim.port), 10, 0)._port.close()  # it has formatted, and is ready
    before = fob.sim.state.flash.read_bytes()
    result = fob.run("install", "--json")
    assert (result.code, result.json["error"]["code"]) == (1, "vault_lost"), result
    assert "--forget-vault" in result.err
    result = fob.run("install", "--forget-vault", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "usage"), result
    assert fob.sim.state.flash.read_bytes() == before
    result = fob.run("install", "--forget-vault", "-f", "--json")
    assert result.code == 0, result
    assert answers(fob)["accounts"] == 0


def test_a_full_flash(bench: Make) -> None:
    fob = bench(blank=True, rate=FAST)
    fob.sim.stop()
    fob.sim.state.flash.unlink()
    lay_out(fob.sim.state.flash, {"mine.bin": bytes(1_300_000)})
    fob = bench(blank=True, rate=FAST)
    before = fob.sim.state.flash.read_bytes()
    result = fob.run("install", "--json")
    assert (result.code, result.json["error"]["code"]) == (1, "no_room"), result
    assert fob.sim.state.flash.read_bytes() == before


def boots(make: Make, boot: str) -> Bench:
    """A board without a firmware whose boot.py makes it what a test wants it to be."""
    fob = make(blank=True, rate=FAST)
    fob.sim.stop()
    fob.sim.state.flash.unlink()
    lay_out(fob.sim.state.flash, {"boot.py": boot.encode()})
    return make(blank=True, rate=FAST)


def refused(fob: Bench, code: str, *args: str) -> str:
    """The sentence of an installation that must change nothing."""
    before = fob.sim.state.flash.read_bytes()
    result = fob.run("install", "--json", *args)
    assert (result.code, result.json["error"]["code"]) == (1, code), result
    assert fob.sim.state.flash.read_bytes() == before
    return result.json["error"]["message"]


UNREADABLE = """\
import os
class Disk:
    def mount(self, readonly, mkfs): pass
    def umount(self): pass
    def fails(self, *_): raise OSError(5)
    open = stat = statvfs = ilistdir = fails
os.umount('/')
os.mount(Disk(), '/')
"""


@pytest.mark.parametrize(
    ("boot", "why"),
    [("import os\nos.umount('/')\n", "none is mounted"), (UNREADABLE, "EIO")],
    ids=["none", "unreadable"],
)
def test_no_file_system(bench: Make, boot: str, why: str) -> None:
    """An image whose start mounts nothing has an empty root, of no bytes."""
    message = refused(boots(bench, boot), "no_file_system")
    assert why in message and "may be a vault" in message


# A real FAT on the only flash that the board knows of; and a lost vault's slot in its last block.
FAT = """\
import os
import vfs
import virtual
fat = bytearray(128 * 512)
class Flash:
    def readblocks(self, n, b, o=0):
        b[:] = memoryview(fat)[n * 512 + o : n * 512 + o + len(b)]
    def writeblocks(self, n, b, o=0):
        fat[n * 512 + o : n * 512 + o + len(b)] = b
    def ioctl(self, op, arg):
        return {4: 128, 5: 512}.get(op, 0)
virtual.Flash = Flash
vfs.VfsFat.mkfs(Flash())
os.umount('/')
os.mount(vfs.VfsFat(Flash()), '/')
"""
SLOT = """\
from hashlib import sha256
slot = bytes(16) + b'mfbK' + bytes(92)
fat[-512:] = slot + sha256(slot).digest()[:16] + bytes(384)
"""


def test_another_file_system_than_littlefs(bench: Make) -> None:
    assert "os.VfsLfs2.mkfs" in refused(boots(bench, FAT), "not_littlefs")


def test_another_file_system_with_a_vault_that_may_go(bench: Make) -> None:
    """That the vault is not needed makes no littlefs of it."""
    fob = boots(bench, FAT + SLOT)
    assert "1 key slots" in refused(fob, "vault_lost")
    assert "os.VfsLfs2.mkfs" in refused(fob, "not_littlefs", "--forget-vault", "-f")


def test_a_flash_that_can_not_be_searched_for_a_vault(bench: Make) -> None:
    message = refused(boots(bench, "import virtual\ndel virtual.Flash\n"), "unseen")
    assert "lost vault" in message and "ImportError" in message


SPOILS = """
import builtins
class Worn:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): self.file.close()
    def close(self): self.file.close()
    def write(self, data):
        return self.file.write(bytes([data[0] ^ 1]) + data[1:])
def opened(path, mode='r', _open=open):
    file = _open(path, mode)
    return Worn(file) if path == {path!r} and 'w' in mode else file
builtins.open = opened
"""


@pytest.mark.parametrize(
    "path", ["/a/wiring.mpy", "/a/start.mpy", "/main.py.new"], ids=["module", "start", "guard"]
)
def test_a_flash_that_does_not_hold_what_is_written(
    installed: Path, bench: Make, tmp_path: Path, path: str
) -> None:
    """One bit of one file: the former firmware starts, and the place that failed has no start."""
    fob = on_flash(bench, "fob", installed)
    prompt = at_prompt(fob)
    spoils = SPOILS.format(path=path)
    prompt.run(f"with open('/boot.py', 'a') as file:\n file.write({spoils!r})")
    prompt.restart()
    answers(fob)
    source = version(tmp_path, "5.0", "MORE = 5\n")
    with open(source / "main.py", "a") as file:
        file.write("# another\n")
    result = fob.run("install", "--firmware", str(source), "--json", press="ok")
    assert (result.code, result.json["error"]["code"]) == (1, "spoilt"), result
    assert path in result.json["error"]["message"]
    assert intact(fob, "1.1")
    prompt = at_prompt(fob)
    there = prompt.ask("import os\nprint(os.listdir('/a'))")
    assert ("start.mpy" in there) is (path == "/main.py.new")
    assert prompt.ask("print(repr(open('/slot').read()))") == "b"
    prompt.restart()


def test_a_program_that_is_there_is_asked_about(bench: Make) -> None:
    fob = bench(blank=True, rate=FAST)
    fob.sim.stop()
    fob.sim.state.flash.unlink()
    program = b"import time\nwhile True:\n    print('mine')\n    time.sleep(1)\n"
    lay_out(fob.sim.state.flash, {"main.py": program})
    fob = bench(blank=True, rate=FAST)
    result = fob.run("install", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "usage"), result
    assert "-f says yes" in result.err
    steps = fob.sim.status()["flash"]["steps"]
    program = OnTerminal("-p", f"sim:{fob.sim.state.path}", "install")
    program.wait_for("Replace it? [y/N]")
    assert fob.sim.status()["flash"]["steps"] == steps
    program.type("y\n")
    program.wait_for("100%")  # of the bar
    code, out = program.end()
    assert code == 0 and "mfob setup" in out, program.shown


def test_a_fob_that_fails_is_put_right_with_its_button(bench: Make, tmp_path: Path) -> None:
    source = version(tmp_path, "4.0")
    with open(source / "start.py", "a") as file:
        file.write("raise ValueError('broken')\n")
    fob = bench(firmware=source, wait=False)
    fob.sim.wait_screen("FIRMWARE FAILS", 20)
    fob.sim.power_cut()
    fob.sim.hold("ok")
    fob.sim.power_on(wait=False)
    held = fob.run("install", "--json")
    assert (held.code, held.json["error"]["code"]) == (1, "held"), held
    fob.sim.power_cut()
    fob.sim.power_on(wait=False)
    BoardPrompt(SerialPort(fob.sim.port), 10, 0)._port.close()
    fob.sim.release("ok")
    result = fob.run("install", "--json")
    assert (result.code, result.json["place"], result.json["new"]) == (0, "b", True), result
    assert answers(fob)["firmware"] == result.json["firmware"]


def test_ctrl_c_at_the_question(installed: Path, bench: Make) -> None:
    fob = on_flash(bench, "fob", installed)
    answers(fob)
    process = fob.start("install", "--json")
    fob.sim.wait_screen("Maintenance", 10)
    process.send_signal(signal.SIGINT)
    result = finish(process)
    assert (result.code, result.json["error"]["code"]) == (130, "interrupted"), result
    assert "Maintenance" not in fob.sim.text()[0]
    assert intact(fob, "1.1")


def test_mpremote_itself(bench: Make, tmp_path: Path) -> None:
    """The virtual fob's prompt is one that the real tool works with."""
    fob = bench(blank=True)

    def mpremote(*args: str) -> str:
        command = [sys.executable, "-m", "mpremote", "connect", port, *args]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done
        return done.stdout

    port = os.path.realpath(fob.sim.port)
    assert mpremote("exec", "print(6*7)").strip() == "42"
    file = tmp_path / "some.txt"
    file.write_text("so it is\n" * 200)
    mpremote("fs", "cp", str(file), ":some.txt")
    assert mpremote("fs", "cat", ":some.txt") == file.read_text()
