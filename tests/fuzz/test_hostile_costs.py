"""Files that declare a cost of their password beyond 1 GiB and 20 s, given to the command as a
person would: an error with what to do, within 5 s of the processor and 500 MB for the command and
all that it starts."""

from __future__ import annotations

import base64
import json
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from importers import keepass_file, test_aegis, test_andotp, test_authy, test_bitwarden
from importers import test_freeotp as freeotp
from importers.exports import account

SECONDS = 5.0  # of the processor
WALL = 40.0  # seconds by the clock, on a computer that has other things to do
BYTES = 500_000_000
CEILING = 6 << 30  # bytes of addresses: a command that pays 4 GiB shall be seen to
WORD = "correct horse ü"
ONE = [account("Example", "alice")]


def aegis(count: int = 1, **cost: int) -> bytes:
    master = bytes(32)
    slot = {**test_aegis.password_slot(master, "another"), **cost}
    return json.dumps(test_aegis.vault([], master, [slot] * count)).encode()


def andotp(iterations: int) -> bytes:
    return iterations.to_bytes(4, "big") + test_andotp.newer(b"[]", "another")[4:]


def bitwarden(**over: int) -> bytes:
    return test_bitwarden.protected(b"{}", False, WORD, **over)


def ente(**over: int) -> bytes:
    salt = base64.b64encode(bytes(16)).decode()
    kdf = {"memLimit": 1 << 26, "opsLimit": 2, "salt": salt, **over}
    sealed = base64.b64encode(bytes(99)).decode()
    header = base64.b64encode(bytes(24)).decode()
    outer = {"version": 1, "kdfParams": kdf, "encryptedData": sealed, "encryptionNonce": header}
    return json.dumps(outer).encode()


def freeotp2(hash: str, iterations: int) -> bytes:
    texts = freeotp.backup(ONE, WORD, hash)
    master = {**json.loads(texts["masterKey"]), "mIterations": iterations}
    texts["masterKey"] = json.dumps(master)
    return freeotp.java_map(texts, freeotp.FIELDS[0])


def authy(count: int) -> bytes:
    """Preferences declare no cost: each account has a salt of its own."""
    item = test_authy.encrypted(ONE[0], "another")
    items = [{**item, "salt": f"salt {number}"} for number in range(count)]
    return test_authy.preferences({test_authy.AUTHENTICATOR: items})


def authy_api(count: int, iterations: int) -> bytes:
    answer: dict[str, Any] = test_authy.answer(ONE * 2, "another")
    first = answer["authenticator_tokens"][0]
    items = [
        {**first, "salt": f"salt {number}", "key_derivation_iterations": iterations}
        for number in range(count)
    ]
    return json.dumps({**answer, "authenticator_tokens": items}).encode()


def kdbx4(kdf: str, **cost: int) -> bytes:
    cheap = {"R": 10} if kdf == "aes" else {"I": 1, "M": 1 << 16, "P": 1}
    data = keepass_file.kdbx4(keepass_file.xml(""), WORD, kdf, **cheap)
    return keepass_file.with_cost(data, cost)


def kdbx3(rounds: int) -> bytes:
    data = keepass_file.kdbx3(keepass_file.xml(""), WORD, 10)
    before, after = (struct.pack("<BHQ", 6, 8, value) for value in (10, rounds))
    assert data.count(before) == 1
    return data.replace(before, after)


def age(work: int) -> bytes:
    """Under a passphrase: the salt, N as its power of two, and the file's key."""
    salt, body = "A" * 22, "A" * 43
    mac, rest = "A" * 43, bytes(99)
    return f"age-encryption.org/v1\n-> scrypt {salt} {work}\n{body}\n--- {mac}\n".encode() + rest


LIMIT, PASSWORD, BACKUP = "import_limit", "import_password", "bad_backup"
# format: the file, its name, and the error that comes of it
COSTS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "aegis: memory": (lambda: aegis(n=1 << 24), "a.json", LIMIT),
    "aegis: time": (lambda: aegis(p=1 << 20), "a.json", LIMIT),
    "aegis: both": (lambda: aegis(n=1 << 30, r=1 << 30, p=1 << 30), "a.json", LIMIT),
    "aegis: slots": (lambda: aegis(20_000), "a.json", LIMIT),
    "andotp: no count": (lambda: andotp(0xFFFFFFFF), "a.json.aes", PASSWORD),
    "andotp: beyond": (lambda: andotp(10_000_001), "a.json.aes", PASSWORD),
    "bitwarden: pbkdf2": (lambda: bitwarden(kdfIterations=2**31), "a.json", LIMIT),
    "bitwarden: argon2": (
        lambda: bitwarden(kdfType=1, kdfMemory=2**20, kdfParallelism=4), "a.json", LIMIT
    ),
    "ente: memory": (lambda: ente(memLimit=1 << 40), "a.txt", LIMIT),
    "ente: time": (lambda: ente(opsLimit=1 << 30), "a.txt", LIMIT),
    "freeotp 2: sha1": (lambda: freeotp2("sha1", 2**31 - 1), "externalBackup.xml", LIMIT),
    "freeotp 2: sha512": (lambda: freeotp2("sha512", 2**31 - 1), "externalBackup.xml", LIMIT),
    "authy: salts": (lambda: authy(9000), "a.xml", PASSWORD),
    "authy-api: one": (lambda: authy_api(1, 10**9), "a.json", LIMIT),
    "authy-api: all": (lambda: authy_api(9000, 30_000_000), "a.json", LIMIT),
    "kdbx 3": (lambda: kdbx3(1 << 62), "a.kdbx", LIMIT),
    "kdbx 4: aes": (lambda: kdbx4("aes", R=1 << 62), "a.kdbx", LIMIT),
    "kdbx 4: memory": (lambda: kdbx4("argon2d", M=1 << 42), "a.kdbx", LIMIT),
    "kdbx 4: time": (lambda: kdbx4("argon2id", I=1 << 40), "a.kdbx", LIMIT),
    "age: 2 GiB": (lambda: age(21), "fob.age", BACKUP),
    "age: 4 GiB": (lambda: age(22), "fob.age", BACKUP),
    "age: more": (lambda: age(63), "fob.age", BACKUP),
}  # fmt: skip


def run(folder: Path, *args: str) -> tuple[int, str, resource.struct_rusage, float]:
    """The command's exit code, stdout, and what it and all that it started took."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    env["MFOB_PORT"] = "/dev/null/none"

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    command = [sys.executable, "-m", "mfob", "--json", *args]
    out = folder / "stdout"
    with out.open("wb") as stdout:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL, env=env,
            preexec_fn=bounded,
        )  # fmt: skip
        begin = os.times().elapsed
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, out.read_text("utf-8"), used, os.times().elapsed - begin


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs os.wait4")
@pytest.mark.parametrize("kind", COSTS)
def test_a_dear_password_is_not_paid_for(kind: str, tmp_path: Path) -> None:
    make, name, code = COSTS[kind]
    path, password = tmp_path / name, tmp_path / "password"
    path.write_bytes(make())
    password.write_text(WORD, "utf-8")
    verb = ["import", "--password-file"] if code != BACKUP else ["restore", "--passphrase-file"]
    exit_code, told, used, wall = run(
        tmp_path, verb[0], str(path), "--dry-run", verb[1], str(password)
    )
    error = json.loads(told)["error"]
    assert (exit_code, error["code"]) == (1, code), error
    assert WORD not in told
    if code == BACKUP:
        assert "age -d" in error["message"]
    assert used.ru_utime + used.ru_stime < SECONDS
    assert used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) < BYTES
    assert wall < WALL
