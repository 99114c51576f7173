"""What the control socket can ask of a running virtual fob."""

from base64 import b64encode
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from zlib import compress

from mfob.sim.control import Reply
from mfob.sim.errors import SimError
from mfob.sim.machine import Machine
from mfob.sim.parts.button import Button
from mfob.sim.readback import read_items, read_text
from mfob.sim.world import SECOND

Answer = dict[str, Any] | None  # None: the reply comes later
_LONGEST_PRESS = 60_000


class Verbs:
    """serve() is the control socket's; `ended` becomes true with the verb stop."""

    def __init__(self, machine: Machine, facts: dict[str, Any]) -> None:
        self._machine = machine
        self._facts = facts
        self._verbs: dict[str, Callable[[dict[str, Any], Reply], Answer]] = {
            "status": self._status,
            "utc": self._utc,
            "press": self._press,
            "hold": self._hold,
            "release": self._release,
            "text": self._text,
            "picture": self._picture,
            "time": self._time,
            "rtc": self._rtc,
            "power": self._power,
            "battery": self._battery,
            "keyboard": self._keyboard,
            "flash": self._flash,
            "stop": self._stop,
        }

    def serve(self, request: dict[str, Any], reply: Reply) -> None:
        """Do what is asked; raises SimError with the reason where it can't be done."""
        verb = self._verbs.get(str(request.pop("do", "")))
        if verb is None:
            raise SimError(f"the virtual fob knows: {', '.join(self._verbs)}")

        def ok(answer: dict[str, Any]) -> None:
            reply({"ok": answer, "fault": self._machine.error})

        answer = verb(request, ok)
        if answer is not None:
            ok(answer)

    def _status(self, request: dict[str, Any], reply: Reply) -> Answer:
        machine = self._machine
        world, flash, spi = machine.world, machine.flash, machine.circuit.spi
        led = machine.circuit.led
        return {
            **self._facts,
            "power": machine.chip.running,
            "asleep": machine.chip.sleeping,
            "wakes": machine.wakes,
            "patience": machine.chip.patience,
            "fault": machine.error,
            "host": machine.port.host if machine.port else False,
            "utc": world.utc() // SECOND,
            "ticks_ms": world.ticks() // 1_000_000,
            "standing": world.standing,
            "rate": float(world.rate),
            "rtc": _rtc_status(machine),
            "display": _display_status(machine),
            "buttons": {role: b.pressed for role, b in machine.circuit.buttons.items()},
            "flash": {"steps": flash.steps, "erases": flash.erases, "cut_in": flash.cut_in},
            "line": {"kind": machine.line.kind, "dropped": machine.line.dropped},
            "resets": machine.resets,
            "bus_bytes": machine.circuit.bus.bytes,
            "bus_used_ms": machine.circuit.bus.used_at // 1_000_000,
            "spi_bytes": spi.bytes if spi is not None else 0,
            "led": led.lit if led is not None else None,
            "battery": _battery_status(machine),
        }

    def _utc(self, request: dict[str, Any], reply: Reply) -> Answer:
        world = self._machine.world
        return {"utc_ns": world.utc(), "ticks_ns": world.ticks()}

    def _press(self, request: dict[str, Any], reply: Reply) -> Answer:
        ms = int(request.get("ms", 150))
        if not 0 < ms <= _LONGEST_PRESS:
            raise SimError(f"a press lasts 1 to {_LONGEST_PRESS} ms")
        if not self._machine.chip.running:
            raise SimError(self._machine.error or "the virtual fob has no power")
        button = self._button(request)
        button.hold()
        until = self._machine.world.ticks() + ms * 1_000_000

        wait = bool(request.get("wait", True))

        def released() -> None:
            button.release()
            if wait:
                reply({})

        self._machine.loop.at_ticks(until, released)
        return None if wait else {}

    def _hold(self, request: dict[str, Any], reply: Reply) -> Answer:
        self._button(request).hold()
        return {}

    def _release(self, request: dict[str, Any], reply: Reply) -> Answer:
        self._button(request).release()
        return {}

    def _button(self, request: dict[str, Any]) -> Button:
        return self._machine.circuit.button(str(request["button"]))

    def _text(self, request: dict[str, Any], reply: Reply) -> Answer:
        picture = self._machine.circuit.picture()
        items = [[i.x, i.y, i.font, i.text] for i in read_items(picture)]
        changes = self._machine.changes
        return {"lines": read_text(picture), "items": items, "changes": changes}

    def _picture(self, request: dict[str, Any], reply: Reply) -> Answer:
        changes = self._machine.changes
        world = self._machine.world
        answer: dict[str, Any] = {
            "changes": changes,
            "utc": world.utc() // SECOND,
            "standing": world.standing,
            "power": self._machine.chip.running,
        }
        if request.get("since") != changes:
            picture = self._machine.circuit.picture()
            answer["width"], answer["height"] = picture.width, picture.height
            answer["pixels"] = picture.to_bytes().hex()
            if picture.colours is not None:
                answer["colours"] = b64encode(compress(picture.colours, 1)).decode()
        return answer

    def _time(self, request: dict[str, Any], reply: Reply) -> Answer:
        world = self._machine.world
        if "set" in request:
            world.set_utc(int(request["set"]))
        if "advance" in request:
            world.advance(int(request["advance"]))
        if "rate" in request:
            world.set_rate(Fraction(str(request["rate"])))
        if "stop" in request:
            world.stop() if request["stop"] else world.go()
        self._machine.save()
        return {
            "utc_ns": world.utc(),
            "ticks_ns": world.ticks(),
            "standing": world.standing,
            "rate": float(world.rate),
        }

    def _rtc(self, request: dict[str, Any], reply: Reply) -> Answer:
        rtc, bus = self._machine.circuit.rtc, self._machine.circuit.bus
        if "ppb" in request:
            rtc.quartz.drift(int(request["ppb"]))
        if "celsius" in request:
            rtc.quartz.warm(int(request["celsius"]))
        if "flip" in request:
            register, bit = request["flip"]
            rtc.flip(int(register), int(bit))
        if "fail" in request:
            rtc.failing = int(request["fail"])
        if "stuck" in request:
            bus.stuck = bool(request["stuck"])
        if "set" in request:
            rtc.set_utc(int(request["set"]))
        if "shift" in request:
            rtc.quartz.set(rtc.quartz.time() + int(request["shift"]))
        if "running" in request:
            rtc.go_oscillator() if request["running"] else rtc.stop_oscillator()
        if "battery" in request:
            rtc.battery = bool(request["battery"])
            if not rtc.battery and not self._machine.chip.running:
                rtc.power_off()
        self._machine.save()
        return _rtc_status(self._machine)

    def _power(self, request: dict[str, Any], reply: Reply) -> Answer:
        if request.get("battery"):
            self._machine.power_battery()
        elif request["on"]:
            self._machine.power_on()
        else:
            self._machine.power_off()
        return {"power": self._machine.chip.running}

    def _battery(self, request: dict[str, Any], reply: Reply) -> Answer:
        battery = self._machine.circuit.battery
        if battery is None:
            raise SimError("this board has no battery")
        if "mv" in request:
            battery.set_millivolts(int(request["mv"]))
        if "percent" in request:
            battery.set_percent(int(request["percent"]))
        return _battery_status(self._machine)

    def _keyboard(self, request: dict[str, Any], reply: Reply) -> Answer:
        circuit = self._machine.circuit
        desk = circuit.desk
        try:
            desk.sit(request.get("layout", desk.layout), request.get("system", desk.system))
        except ValueError as e:
            raise SimError(f"nobody has the layout {e}") from None
        desk.num = bool(request.get("num", desk.num))
        desk.caps = bool(request.get("caps", desk.caps))
        if request.get("clear"):
            desk.text = ""
        usb = circuit.usb
        if usb is not None and "awake" in request:
            usb.awake = bool(request["awake"])
        return {
            "connected": usb is not None and usb.mounted,
            "text": desk.text,
            "layout": desk.layout,
            "system": desk.system,
            "num": desk.num,
            "caps": desk.caps,
        }

    def _flash(self, request: dict[str, Any], reply: Reply) -> Answer:
        flash = self._machine.flash
        if "cut_in" in request:
            flash.arm(int(request["cut_in"]), bool(request.get("torn", False)))
        return {"steps": flash.steps, "erases": flash.erases, "cut_in": flash.cut_in}

    def _stop(self, request: dict[str, Any], reply: Reply) -> Answer:
        self._machine.loop.stop()
        return {}


def _display_status(machine: Machine) -> dict[str, Any]:
    display, backlight = machine.circuit.display, machine.circuit.backlight
    return {
        "on": display.lit and (backlight is None or backlight.duty > 0),
        "contrast": getattr(display, "contrast", None),
        "backlight": backlight.duty if backlight is not None else None,
        "inverted": display.inverted,
        "changes": machine.changes,
        "bytes": display.bytes,
    }


def _battery_status(machine: Machine) -> dict[str, Any] | None:
    battery = machine.circuit.battery
    if battery is None:
        return None
    plugged = machine.circuit.supply.plugged
    return {"mv": battery.millivolts, "percent": battery.percent, "plugged": plugged}


def _rtc_status(machine: Machine) -> dict[str, Any]:
    rtc = machine.circuit.rtc
    return {
        "part": rtc.NAME,
        "utc": rtc.utc() // SECOND,
        "offset_ms": (rtc.utc() - machine.world.utc() + 500_000) // 1_000_000,
        "stop_flag": rtc.stop_flag,
        "running": rtc.quartz.running,
        "ppb": rtc.quartz.ppb,
        "aging": rtc.quartz.aging,
        "battery": rtc.battery,
        "celsius": rtc.quartz.celsius / 1000,
        "rate_ppb": rtc.quartz.rate,
        "failing": rtc.failing,
        "bus_stuck": machine.circuit.bus.stuck,
    }
