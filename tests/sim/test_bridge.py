"""Small firmwares on a real MicroPython, over the bridge: time, parts, flash, Ctrl-C, reset."""

import contextlib
import os
from collections.abc import Callable

import pytest

from mfob.sim.chips.console import Console
from mfob.sim.world import SECOND
from sim.bench import Bench, received

Make = Callable[..., Bench]
I2C = "import machine\ni2c = machine.I2C(0, scl=machine.Pin(5), sda=machine.Pin(4), freq=400000)\n"
PROMPT = b">>> "


def test_ticks_are_the_world_s_and_wrap_at_2_to_the_30(bench: Make) -> None:
    fob = bench(
        "import time\na = time.ticks_ms()\ntime.sleep_ms(50)\nb = time.ticks_ms()\n"
        "print('ticks', a, b, time.ticks_diff(b, a), time.ticks_diff(a, b))\n"
        "print('time', time.time(), time.ticks_add(a, 5000))",
        ticks_ms=(1 << 30) - 400,
        rate=20,
    )
    line = fob.printed("time ").split("ticks ")[1].splitlines()
    a, b, forth, back = map(int, line[0].split())
    assert 50 <= forth < 1000
    assert back == -forth
    assert (a + forth) % (1 << 30) == b
    assert int(line[1].split()[1]) - 1_609_459_200 - (1 << 30) // 1000 in range(5)


def test_sleep_ends_when_the_world_advances(bench: Make) -> None:
    fob = bench("import time\nprint('sleeps')\ntime.sleep(3600)\nprint('awake')")
    fob.printed("sleeps")
    fob.run(0.1)
    assert "awake" not in fob.log
    fob.machine.world.advance(3600 * SECOND)
    fob.printed("awake")


def test_while_utc_stands_ticks_go_on(bench: Make) -> None:
    fob = bench("import time\nprint('sleeps')\ntime.sleep_ms(100)\nprint('awake')")
    fob.printed("sleeps")
    fob.machine.world.stop()
    before = fob.machine.world.utc()
    fob.printed("awake")
    assert fob.machine.world.utc() == before


def test_i2c_reaches_the_parts_and_nobody_is_an_error(bench: Make) -> None:
    fob = bench(
        I2C + "print('scan', i2c.scan())\nprint(i2c.readfrom_mem(0x68, 0x0e, 2))\n"
        "i2c.writeto_mem(0x68, 0, bytes([0x15]))\nprint(i2c.readfrom_mem(0x68, 0, 1))\n"
        "try:\n    i2c.readfrom(0x50, 1)\nexcept OSError as e:\n    print('errno', e.errno)"
    )
    log = fob.printed("errno")
    assert "scan [60, 104]" in log
    assert r"b'\x1c\x88'" in log
    assert r"b'\x15'" in log
    assert "errno 5" in log


def test_a_frame_of_the_display_takes_its_bus_time(bench: Make) -> None:
    fob = bench(
        I2C + "import time\ni2c.writeto(60, bytes([0, 0x20, 0]))\nframe = bytes([0x40] * 1025)\n"
        "a = time.ticks_us()\nfor _ in range(10): i2c.writeto(60, frame)\n"
        "print('us', time.ticks_diff(time.ticks_us(), a) // 10)"
    )
    took = int(fob.printed("us ").split("us ")[1].split()[0])
    assert 22_800 <= took < 40_000  # 1,026 bytes of nine bits at 400 kHz are 23,085 us


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("machine.Pin(14, 7)", "ValueError"),
        ("machine.Pin(14, machine.Pin.IN, 9)", "ValueError"),
        ("machine.Pin('14', machine.Pin.IN)", "TypeError"),
        ("machine.Pin(99, machine.Pin.IN)", "ValueError"),
        ("machine.Pin(14, machine.Pin.IN, value=1)", "ValueError"),
        ("machine.I2C(0, scl=machine.Pin(5), sda=machine.Pin(4), freq='fast')", "TypeError"),
        ("machine.I2C(0, scl=machine.Pin(5), sda=machine.Pin(4), freq=10)", "ValueError"),
        ("machine.I2C(5, scl=machine.Pin(5), sda=machine.Pin(4))", "ValueError"),
        ("machine.I2C(0)", "TypeError"),
        ("machine.WDT(timeout=9000)", "ValueError"),
        ("machine.WDT(timeout=1.5)", "TypeError"),
        ("time.sleep_ms(1.5)", "TypeError"),
        ("time.ticks_diff(1.0, 2)", "TypeError"),
        ("time.ticks_add(0, 1 << 29)", "OverflowError"),
        ("select.poll().register(object())", "TypeError"),
        ("virtual.Flash().writeblocks(0, bytes(100))", "ValueError"),
        ("virtual.Flash().writeblocks(0, bytes(100), 0)", "ValueError"),
    ],
)
def test_the_shadows_refuse_what_the_modules_refuse(bench: Make, call: str, error: str) -> None:
    fob = bench(
        "import machine, time, select, virtual\n"
        f"try:\n    {call}\n    print('accepted')\n"
        "except Exception as e:\n    print('refused', type(e).__name__)"
    )
    assert f"refused {error}" in fob.printed("ed")


def test_pins_see_the_buttons(bench: Make) -> None:
    fob = bench(
        "import machine, time\np = machine.Pin(14, machine.Pin.IN, machine.Pin.PULL_UP)\n"
        "print('level', p.value())\nwhile p.value(): time.sleep_ms(1)\nprint('pressed')"
    )
    fob.printed("level 1")
    fob.machine.circuit.button("ok").hold()
    fob.printed("pressed")


def test_a_model_that_refuses_stops_the_fob_with_a_sentence(bench: Make) -> None:
    fob = bench(I2C + "i2c.writeto(60, bytes([0, 0x23]))\nprint('went on')")
    fob.until(lambda: not fob.machine.chip.running)
    assert fob.machine.error is not None
    assert "no command 0x23" in fob.machine.error
    assert "no command 0x23" in fob.log
    assert "went on" not in fob.log


def test_raw_flash_has_the_protocol_of_rp2_flash(bench: Make) -> None:
    fob = bench(
        "import virtual\nf = virtual.Flash()\nprint(f.ioctl(4, 0), f.ioctl(5, 0))\n"
        "f.writeblocks(351, bytes([1] * 4096))\n"  # erases by itself
        "f.writeblocks(351, bytes(256), 256)\n"
        "b = bytearray(4)\nf.readblocks(351, b, 254)\nprint(bytes(b))\n"
        "f.ioctl(6, 351)\nf.readblocks(351, b, 254)\nprint(bytes(b), 'end')"
    )
    log = fob.printed("end")
    assert "352 4096" in log
    assert r"b'\x01\x01\x00\x00'" in log
    assert r"b'\xff\xff\xff\xff' end" in log
    assert fob.machine.flash.erases == 2


def test_flash_is_written_with_the_heap_locked(bench: Make) -> None:
    fob = bench(
        "import virtual, micropython\nf = virtual.Flash()\nb = bytearray(256)\n"
        "f.ioctl(6, 351)\nmicropython.heap_lock()\n"
        "f.ioctl(6, 351)\nf.writeblocks(351, b, 0)\nf.readblocks(351, b, 0)\n"
        "micropython.heap_unlock()\nprint('done', b[0])"
    )
    fob.printed("done 0")


def test_files_survive_a_power_cut(bench: Make) -> None:
    fob = bench(
        "import os\nprint('files', 'x' in os.listdir('/'))\n"
        "with open('/x', 'w') as f: f.write('kept')\nprint('read', open('/x').read())\n"
    )
    fob.printed("read kept")
    assert "files False" in fob.log
    fob.machine.power_off()
    fob.machine.power_on()
    fob.printed("files True")


def test_a_cut_at_a_flash_step_ends_the_power_there(bench: Make) -> None:
    fob = bench(
        "import time\nprint('ready')\ntime.sleep(1)\n"
        "with open('/x', 'w') as f: f.write('y' * 5000)\nprint('written')"
    )
    fob.printed("ready")
    fob.machine.flash.arm(2, torn=True)
    fob.machine.world.advance(SECOND)
    fob.until(lambda: not fob.machine.chip.running)
    assert fob.machine.error is None
    assert "written" not in fob.log
    fob.machine.power_on()
    fob.until(lambda: fob.log.count("ready") == 2)
    fob.machine.world.advance(SECOND)
    fob.printed("written")


def test_main_that_ends_reaches_the_prompt(bench: Make) -> None:
    fob = bench("import time\ntime.sleep_ms(300)")
    fd = fob.open()
    said = bytearray()
    fob.until(lambda: bool(said.extend(received(fd))) or PROMPT in said)
    assert b"MicroPython" in said
    os.close(fd)


def test_an_exception_is_on_the_console_and_in_the_log(bench: Make) -> None:
    fob = bench("import time\ntime.sleep_ms(300)\nraise ValueError('so it is')")
    fd = fob.open()
    said = bytearray()
    fob.until(lambda: bool(said.extend(received(fd))) or PROMPT in said)
    assert b"ValueError: so it is\r\n" in said
    assert "ValueError: so it is" in fob.log
    os.close(fd)


def test_main_does_not_run_after_a_boot_that_failed(bench: Make) -> None:
    fob = bench("print('main')", boot="raise ValueError('boot')")
    fob.printed("ValueError: boot")
    fob.run(0.2)
    assert "main\n" not in fob.log


def test_ctrl_c_ends_a_program_that_has_it_armed(bench: Make) -> None:
    fob = bench("import time\nprint('on')\nwhile True: time.sleep(60)")
    fd = fob.open()
    fob.printed("on")
    os.write(fd, b"ab\x03cd")
    fob.printed("KeyboardInterrupt")
    os.close(fd)


def test_a_flood_of_ctrl_c_is_one_interrupt_a_transfer(bench: Make) -> None:
    fob = bench(
        "import time\nn = 0\nprint('on')\nwhile n < 50:\n    try:\n        while True:\n"
        "            time.sleep_ms(n % 3)\n    except KeyboardInterrupt:\n        n += 1\n"
        "print('enough', n)\ntime.sleep(60)"
    )
    fd = fob.open()
    fob.printed("on")

    def enough() -> bool:
        with contextlib.suppress(BlockingIOError):
            os.write(fd, b"\x03" * 64)
        return "enough 50" in fob.log or "Interrupt" in fob.log

    fob.until(enough)
    assert fob.machine.chip.running
    os.close(fd)


def test_ctrl_c_is_data_where_it_is_put_off(bench: Make) -> None:
    fob = bench(
        "import micropython, virtual\nmicropython.kbd_intr(-1)\nc = virtual.Console()\n"
        "print('on')\nprint('got', c.read(3))"
    )
    fd = fob.open()
    fob.printed("on")
    os.write(fd, b"\x03\x04\x00")
    fob.printed(r"got b'\x03\x04\x00'")
    os.close(fd)


GUARD = "import micropython; micropython.kbd_intr(-1)\n"


@pytest.mark.parametrize(
    ("main", "prompt"),
    [
        (
            GUARD + "try:\n    import time\nexcept BaseException: import time\ntime.sleep(60)",
            False,
        ),
        (GUARD + "import time\ntime.sleep(60)", True),
        ("import machine\n" + GUARD + "import time\ntime.sleep(60)", True),
    ],
)
def test_a_ctrl_c_in_the_moment_of_arming(
    bench: Make, monkeypatch: pytest.MonkeyPatch, main: str, prompt: bool
) -> None:
    answer = Console.window

    def window(console: Console) -> None:
        fob.machine.line.send(b"\x03")
        answer(console)

    monkeypatch.setattr(Console, "window", window)
    fob = bench(main)
    fd = fob.open()
    said = bytearray()
    if prompt:
        fob.until(lambda: bool(said.extend(received(fd))) or PROMPT in said)
    else:
        fob.run(0.5)
        said.extend(received(fd))
    assert (PROMPT in said) is prompt
    os.close(fd)


def test_reset_starts_again_with_ticks_of_its_own(bench: Make) -> None:
    fob = bench(
        "import machine, time\nprint('born', time.ticks_ms())\ntime.sleep_ms(400)\nmachine.reset()"
    )
    fob.until(lambda: fob.log.count("born") == 3)
    births = [int(line.split()[1]) for line in fob.log.splitlines() if line[:5] == "born "][:2]
    assert all(birth < 400 for birth in births)
    assert fob.machine.resets == 2


def test_the_display_survives_a_reset_but_no_power_cut(bench: Make) -> None:
    fob = bench(
        I2C + "import time\nif machine.Pin(14, machine.Pin.IN, machine.Pin.PULL_UP).value():\n"
        "    i2c.writeto(60, bytes([0, 0x8d, 0x14, 0xaf, 0xa5]))\n    print('drawn')\n"
        "    time.sleep_ms(200)\n    machine.reset()\nprint('rests')\ntime.sleep(60)"
    )
    fob.printed("drawn")
    fob.machine.circuit.button("ok").hold()
    fob.printed("rests")
    assert not fob.machine.circuit.picture().blank()
    fob.machine.power_off()
    assert fob.machine.circuit.picture().blank()


def test_the_watchdog_bites_and_can_be_fed(bench: Make) -> None:
    fob = bench(
        "import machine, time\nw = machine.WDT(timeout=900)\nprint('armed')\n"
        "for _ in range(100):\n    time.sleep_ms(10)\n    w.feed()\n"
        "print('fed')\ntime.sleep(60)\nprint('never')"
    )
    fob.until(lambda: fob.log.count("armed") == 2)
    assert fob.log.count("fed") == 1
    assert fob.machine.resets == 1


def test_an_advance_of_an_hour_does_not_wake_the_watchdog(bench: Make) -> None:
    fob = bench(
        "import machine, time\nw = machine.WDT(timeout=8000)\nprint('armed')\ntime.sleep(3600)\n"
        "w.feed()\nprint('fed')\ntime.sleep(60)"
    )
    fob.printed("armed")
    fob.machine.world.advance(3600 * SECOND)
    fob.printed("fed")
    assert fob.machine.resets == 0


def test_a_process_that_ends_by_itself_is_seen(bench: Make) -> None:
    fob = bench("import time\nprint('on')\ntime.sleep(60)")
    fob.printed("on")
    os.kill(fob.machine.chip.pid or 0, 9)
    fob.until(lambda: not fob.machine.chip.running)
    assert "signal 9" in (fob.machine.error or "")


def test_the_heap_is_limited(bench: Make) -> None:
    fob = bench("import gc\nprint('heap', gc.mem_free() + gc.mem_alloc())", heap="200k")
    size = int(fob.printed("heap ").split("heap ")[1].split()[0])
    assert 150_000 < size < 205_000


def test_there_is_no_asyncio_whose_queue_would_count_other_ticks(bench: Make) -> None:
    bench("import asyncio").printed("ImportError: no module named 'asyncio'")
