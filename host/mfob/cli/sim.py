"""`mfob sim`: the virtual fob. Each command imports what it needs when it runs."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mfob import hostclock
from mfob.cli import complete
from mfob.cli.common import State
from mfob.cli.examples import examples

if TYPE_CHECKING:
    from mfob.sim.client import Sim
    from mfob.sim.picture import Picture


class WorldTime(click.ParamType[int]):
    """ISO 8601 (without a zone: UTC) or whole seconds since 1970, as nanoseconds."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Nanoseconds since 1970."""
        from mfob.sim.times import parse

        if isinstance(value, int):
            return value
        try:
            return parse(str(value))
        except ValueError:
            self.fail(
                f"{value!r} is no time: write it like 2038-01-19T03:14:07Z, or as seconds since"
                " 1970.",
                param,
                ctx,
            )


class Number(click.ParamType[Fraction]):
    """A decimal number, kept exactly."""

    name = "N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """The number as a fraction."""
        try:
            return Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            self.fail(f"{value!r} is no number.", param, ctx)


class RegisterBit(click.ParamType[tuple[int, int]]):
    """A register and one of its bits: 0x02:6, or in decimals."""

    name = "REGISTER:BIT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The two numbers."""
        if isinstance(value, tuple):
            return value
        register, colon, bit = str(value).partition(":")
        try:
            if colon:
                return int(register, 0), int(bit)
        except ValueError:
            pass
        self.fail(f"{value!r} is no bit of a register: write it like 0x02:6.", param, ctx)


_CHIPS = {"unix": "MicroPython for the computer", "rp2040": "an emulated RP2040"}
_BUTTONS = {"ok": "", "next": "", "back": ""}

_state = click.option(
    "--state",
    metavar="DIR",
    shell_complete=complete.folders,
    help="The virtual fob's folder; else that of -p sim:DIR, else the user's own.",
)


@click.group(
    epilog=examples(
        "mfob sim start                   # in the terminal: its keys are the fob's buttons",
        "mfob -p sim list                 # from another one",
    )
)
def sim() -> None:
    """The virtual fob: try everything without hardware.

    The real firmware runs on MicroPython; the parts around it are modelled. Any other command
    reaches it with `-p sim`, or `-p sim:DIR`.
    """
    hostclock.needs_posix()


@sim.command(
    epilog=examples(
        "mfob sim start                              # shows it in the terminal",
        "mfob sim start --board tdisplay --headless  # in the background",
        "mfob sim start --rtc-set --auto-approve --headless    # for scripts",
    )
)
@_state
@click.option(
    "--board",
    metavar="NAME",
    shell_complete=complete.boards,
    help="The board that is modelled; else the chip's usual.",
)
@click.option(
    "--chip",
    default="unix",
    metavar="NAME",
    shell_complete=complete.words(_CHIPS),
    help="What runs it: unix, or rp2040.",
)
@click.option(
    "--image",
    metavar="UF2",
    shell_complete=complete.files,
    help="MicroPython for the chip rp2040; else MFOB_UF2's.",
)
@click.option("--at", type=WorldTime(), help="UTC of the world; else the computer's.")
@click.option("--rtc-set", is_flag=True, help="The fob's clock is set, and right.")
@click.option("--rate", type=Number(), help="Seconds of the world in one of the computer's.")
@click.option("--headless", is_flag=True, help="In the background; prints one line of JSON.")
@click.option("--auto-approve", is_flag=True, help="A finger presses what consent screens ask.")
@click.option("--line", type=click.Choice(["usb", "uart"]), default="usb", help="The serial line.")
@click.option("--bounce", type=int, metavar="MS", help="The buttons bounce for so long.")
@click.option("--ticks", type=int, metavar="MS", help="Where the chip's ticks begin.")
@click.option("--firmware", metavar="DIR", help="Another firmware than mfob's own.",
              shell_complete=complete.folders)  # fmt: skip
@click.option("--blank", is_flag=True, help="Put no firmware on it: that is for `mfob install`.")
def start(
    state: str | None,
    rate: Fraction | None,
    headless: bool,
    bounce: int | None,
    ticks: int | None,
    firmware: str | None,
    **options: Any,
) -> None:
    """Start the virtual fob and show its display; keys are its buttons, q ends it."""
    from mfob.sim import launch

    options |= {"rate": str(rate) if rate is not None else "1"}
    options |= {"bounce_ms": bounce or 0, "ticks_ms": ticks or 0}
    if firmware is not None:
        options["firmware"] = str(Path(firmware).absolute())
    fob = _sim(state)
    if headless:
        process = launch.start(fob, **options)
        ready = {"port": fob.port, "state": str(fob.state.path), "pid": process.pid}
        click.echo(json.dumps({"schema": 1, **ready}))
        return
    from mfob.sim import window

    if not window.usable():
        raise click.UsageError("There is no terminal to draw on: use --headless.")
    process = launch.start(fob, lease=True, **options)
    try:
        window.show(fob)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait(10)


@sim.command(epilog=examples("mfob sim watch"))
@_state
def watch(state: str | None) -> None:
    """Show the display of a virtual fob that runs in the background; q leaves it running."""
    from mfob.sim import window

    if not window.usable():
        raise click.UsageError("There is no terminal to draw on: use `mfob sim screen`.")
    fob = _sim(state)
    fob.status()
    window.show(fob)


@sim.command(
    epilog=examples(
        "mfob sim press ok",
        "mfob sim press next --ms 1000     # held for a second",
    )
)
@_state
@click.argument("button", shell_complete=complete.words(_BUTTONS))
@click.option("--ms", type=click.IntRange(1, 60_000), default=150, help="How long.", metavar="N")
def press(state: str | None, button: str, ms: int) -> None:
    """Press a button, by its role on the board: ok, next, back."""
    _sim(state).press(button, ms)


@sim.command(epilog=examples("mfob sim screen", "mfob sim screen --png fob.png"))
@_state
@click.option("--png", metavar="FILE", help="Write the picture to FILE.",
              shell_complete=complete.files)  # fmt: skip
@click.option("--scale", type=click.IntRange(1, 32), default=4, help="PNG pixels a pixel.")
@click.option("--picture", is_flag=True, help="Draw it in characters instead of reading it.")
def screen(state: str | None, png: str | None, scale: int, picture: bool) -> None:
    """Print the text that the display's pixels show."""
    fob = _sim(state)
    if png is not None:
        fob.png(png, scale)
    elif _global().json:
        items = [{"x": i.x, "y": i.y, "font": i.font, "text": i.text} for i in fob.items()]
        _global().emit({"lines": fob.text(), "items": items})
    elif picture:
        click.echo("\n".join(_drawn(fob.picture())))
    else:
        click.echo("\n".join(fob.text()))


@sim.command(epilog=examples("mfob sim power cut", "mfob sim power on"))
@_state
@click.argument("what", type=click.Choice(["cut", "on", "battery"]))
def power(state: str | None, what: str) -> None:
    """Cut the power, plug it in and wait for the fob, or leave it nothing but its battery."""
    fob = _sim(state)
    if what == "cut":
        fob.power_cut()
    elif what == "battery":
        fob.power_battery()
    else:
        fob.power_on()


@sim.command(epilog=examples("mfob sim battery", "mfob sim battery --percent 20"))
@_state
@click.option("--percent", type=click.IntRange(0, 100), help="So much is left.", metavar="N")
@click.option("--mv", type=click.IntRange(2500, 4500), help="Its voltage.", metavar="N")
def battery(state: str | None, percent: int | None, mv: int | None) -> None:
    """Show the fob's battery, or give it another charge while the fob runs."""
    if percent is not None and mv is not None:
        raise click.UsageError("--percent or --mv: not both.")
    changes = {"percent": percent, "mv": mv}
    given = {name: value for name, value in changes.items() if value is not None}
    now = _sim(state).battery(**given)
    if _global().json:
        _global().emit({"battery": now})
        return
    click.echo(_battery_text(now))


@sim.command(
    epilog=examples(
        "mfob sim press ok --ms 1000    # with type_code on: it types the code",
        "mfob sim keyboard",
        "mfob sim keyboard --layout fr --caps on --clear",
    )
)
@_state
@click.option("--layout", type=click.Choice(["us", "uk", "de", "fr", "es"]), help="Its layout.")
@click.option("--system", type=click.Choice(["linux", "windows", "mac"]), help="What it runs.")
@click.option("--num", type=click.Choice(["on", "off"]), help="Num Lock; it is on at first.")
@click.option("--caps", type=click.Choice(["on", "off"]), help="Caps Lock.")
@click.option("--clear", is_flag=True, help="Forget what was typed.")
def keyboard(state: str | None, **options: Any) -> None:
    """Show what the fob has typed into a computer, or change that computer."""
    words: dict[Any, Any] = {"on": True, "off": False}
    given = {name: value for name, value in options.items() if value is not None}
    now = _sim(state).keyboard(**{name: words.get(value, value) for name, value in given.items()})
    if _global().json:
        _global().emit({"keyboard": now})
        return
    if not now["connected"]:
        click.echo("the fob is no keyboard: `mfob config type_code on`", err=True)
    click.echo(now["text"], nl=not now["text"].endswith("\n"))


@sim.command(epilog=examples("mfob sim stop"))
@_state
def stop(state: str | None) -> None:
    """End the virtual fob; its flash and its clock live on in the folder."""
    fob = _sim(state)
    if not fob.state.running():
        fob.status()  # says that there is none
    fob.stop()


@sim.command(
    "time",
    epilog=examples(
        "mfob sim time --advance 30",
        "mfob sim time --set 2038-01-19T03:14:07Z",
    ),
)
@_state
@click.option("--set", "set_", type=WorldTime(), help="Let time pass until then, or go back.")
@click.option("--advance", type=Number(), metavar="S", help="Let so many seconds pass at once.")
@click.option("--stop", "stop_", is_flag=True, help="UTC and the fob's clock stand.")
@click.option("--go", is_flag=True, help="They run again.")
@click.option("--rate", type=Number(), help="Seconds of the world in one of the computer's.")
def time_(
    state: str | None,
    set_: int | None,
    advance: Fraction | None,
    stop_: bool,
    go: bool,
    rate: Fraction | None,
) -> None:
    """Show the world's time, or change it."""
    from mfob.sim.times import text

    if (set_ is not None) + (advance is not None) > 1 or stop_ and go:
        raise click.UsageError("--set and --advance, --stop and --go: one of them at a time.")
    fob = _sim(state)
    now = fob.change_time(set_, advance, rate, False if go else True if stop_ else None)
    if _global().json:
        utc, ms = divmod(now["utc_ns"] // 1_000_000, 1000)
        _global().emit({"utc": utc, "ms": ms, "standing": now["standing"], "rate": now["rate"]})
    else:
        stands = ", stands" if now["standing"] else ""
        rated = "" if now["rate"] == 1 else f", {now['rate']:g} times as fast"
        click.echo(text(now["utc_ns"]) + stands + rated)


@sim.command(epilog=examples("mfob sim rtc --ppm 20 --celsius 5", "mfob sim rtc --battery-out"))
@_state
@click.option("--ppm", type=Number(), help="The quartz's own error, parts in a million.")
@click.option("--shift", type=Number(), metavar="S", help="Put it so many seconds ahead.")
@click.option("--stop", "stop_", is_flag=True, help="The quartz stands, and its flag is set.")
@click.option("--go", is_flag=True, help="The quartz runs again.")
@click.option("--battery-out", is_flag=True, help="The next power cut loses the time.")
@click.option("--battery-in", is_flag=True, help="A new battery.")
@click.option("--celsius", type=Number(), help="The temperature around it; 25 at first.")
@click.option("--flip", type=RegisterBit(), help="A bit of its registers turns over.")
@click.option(
    "--fail", type=click.IntRange(0), metavar="N", help="It fails in its next N transfers."
)
@click.option("--bus-stuck", is_flag=True, help="All transfers on the bus fail from now on.")
@click.option("--bus-free", is_flag=True, help="The bus works again.")
def rtc(
    state: str | None,
    ppm: Fraction | None,
    shift: Fraction | None,
    stop_: bool,
    go: bool,
    battery_out: bool,
    battery_in: bool,
    celsius: Fraction | None,
    flip: tuple[int, int] | None,
    fail: int | None,
    bus_stuck: bool,
    bus_free: bool,
) -> None:
    """Show the fob's real-time clock, or do something to it."""
    from mfob.sim.times import text

    if stop_ and go or battery_in and battery_out or bus_stuck and bus_free:
        raise click.UsageError(
            "--stop or --go, --battery-out or --battery-in, --bus-stuck or --bus-free: not both."
        )
    changes: dict[str, Any] = {}
    if ppm is not None:
        changes["ppb"] = round(ppm * 1000)
    if shift is not None:
        changes["shift"] = round(shift * 1_000_000_000)
    if stop_ or go:
        changes["running"] = go
    if battery_out or battery_in:
        changes["battery"] = battery_in
    if celsius is not None:
        changes["celsius"] = round(celsius * 1000)
    if flip is not None:
        changes["flip"] = flip
    if fail is not None:
        changes["fail"] = fail
    if bus_stuck or bus_free:
        changes["stuck"] = bus_stuck
    now = _sim(state).rtc(**changes)
    if _global().json:
        _global().emit({"rtc": now})
        return
    flag = "set" if now["stop_flag"] else "clear"
    click.echo(f"{text(now['utc'] * 1_000_000_000)}, {now['offset_ms']} ms ahead of UTC")
    click.echo(
        f"{'runs' if now['running'] else 'stands'}, stop flag {flag},"
        f" {now['ppb'] / 1000:g} ppm, aging {now['aging']},"
        f" battery {'in' if now['battery'] else 'out'}"
    )
    bus = ", the bus is stuck" if now["bus_stuck"] else ""
    click.echo(
        f"{now['part']} at {now['celsius']:g} degrees Celsius: {now['rate_ppb'] / 1000:g} ppm"
        f" in all{bus}"
    )


@sim.command(epilog=examples("mfob sim status", "mfob sim status --json"))
@_state
def status(state: str | None) -> None:
    """Show how the virtual fob is."""
    from mfob.sim.times import text

    now = _sim(state).status()
    if _global().json:
        _global().emit(now)
        return
    click.echo(f"folder   {now['state']}\nport     {now['port']}\nprocess  {now['pid']}")
    click.echo(f"power    {'on' if now['power'] else 'off'}, {now['resets']} resets")
    if now["battery"]:
        click.echo(f"battery  {_battery_text(now['battery'])}")
    if now["fault"]:
        click.echo(f"stopped  {now['fault']}")
    stands = ", stands" if now["standing"] else ""
    click.echo(f"world    {text(now['utc'] * 1_000_000_000)}{stands}, rate {now['rate']:g}")
    click.echo(f"host     {'has the port open' if now['host'] else 'none on the port'}")
    flash = now["flash"]
    click.echo(f"flash    {flash['steps']} steps, {flash['erases']} erases")
    click.echo(f"line     {now['line']['kind']}, {now['line']['dropped']} bytes lost")


def _drawn(picture: Picture) -> list[str]:
    """In characters; in colours where the display and the terminal have them."""
    import sys

    from mfob.sim.colours import coloured

    rows = picture.halves()
    if picture.colours is None or not sys.stdout.isatty():
        return rows
    return coloured(picture, rows, 1, 2)


def _battery_text(now: dict[str, Any]) -> str:
    plugged = "plugged in" if now["plugged"] else "feeds the fob"
    return f"{now['mv']} mV, {now['percent']} %, {plugged}"


def _sim(state: str | None) -> Sim:
    from mfob.hostclock import sim_dir
    from mfob.sim.client import Sim

    return Sim(state if state is not None else sim_dir(_global().port))


def _global() -> State:
    return click.get_current_context().ensure_object(State)
