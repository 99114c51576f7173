"""Reads files with importers by name, each in a process of its own, and tells what came of it, how
long it took, of the processor and by the clock, and how much memory.

A line in: `FILE<tab>NAME,NAME…`, an importer's name or "detect". A line out: JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import File

CEILING = 2 << 30  # bytes of addresses, with which a process that runs away ends
CPU = 60  # s


def outcome(file: File, name: str) -> str:
    """The error's code, or how many entries there are."""
    try:
        known = registry.detect(file) if name == "detect" else registry.importer(name)
        known.detect(file)
        known.encrypted(file)
        count = 0
        for entry in known.read(file, "correct horse ü", Kdf()):
            count += 1
            if not (entry.skip or entry.reject):
                with suppress(HostError):
                    enrol(entry.fields, entry.warnings)
    except HostError as error:
        return error.code
    return str(count)


def tell(path: Path, names: list[str]) -> dict[str, object]:
    """In a process that was made for it."""
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    file = File(path.name, path.read_bytes())
    told = {}
    for name in names:
        start, begin = _spent(), time.monotonic()
        came = outcome(file, name)
        told[name] = (came, _spent() - start, time.monotonic() - begin)
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = sum(resource.getrusage(who).ru_maxrss for who in users)
    return {"told": told, "peak": peak if sys.platform == "darwin" else peak << 10}


def _spent() -> float:
    """Seconds of the processor, those of programs that were started too."""
    return sum(os.times()[:4])


def forked(path: Path, names: list[str]) -> str:
    """What the process told, or how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            line = json.dumps(tell(path, names))
        except BaseException:
            line = json.dumps({"failed": traceback.format_exc()[-2000:]})
        os.write(writing, line.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        line = pipe.read()
    _, status = os.waitpid(child, 0)
    return line or json.dumps({"failed": f"ended with status {status}"})


def main() -> None:
    for name in registry.names():  # once, for all processes
        registry.importer(name).detect(File("x", b""))
    for line in sys.stdin:
        path, _, names = line.rstrip("\n").partition("\t")
        print(forked(Path(path), names.split(",")), flush=True)


if __name__ == "__main__":
    main()
