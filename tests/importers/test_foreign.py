"""Files that are no app's export: each has its own sentence, and none is taken for andOTP's, whose
encrypted backups are bytes like any others."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mfob.errors import HostError
from mfob.importers import foreign, registry
from mfob.importers.model import FORMAT, File

RANDOM = random.Random(5).randbytes(5000)
AGE = "mfob restore"
PACKED = "unpack it"
PICTURE = "save it as PNG or JPEG"
PGP = "gpg -d"
NOTHING = "no app's export that mfob knows"


def said(data: bytes) -> str:
    with pytest.raises(HostError) as caught:
        registry.detect(File("x.bin", data))
    assert caught.value.code == FORMAT
    return caught.value.message


def brand(name: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + name + RANDOM


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return out.getvalue()


def tar() -> bytes:
    import tarfile

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("a"), io.BytesIO())
    return out.getvalue()


def tiff() -> bytes:
    out = io.BytesIO()
    Image.frombytes("L", (64, 64), RANDOM[:4096]).save(out, "TIFF")
    return out.getvalue()


FOREIGN: dict[str, tuple[Callable[[], bytes], str]] = {
    "age": (lambda: b"age-encryption.org/v1\n-> scrypt AAAA 18\nAAAA\n--- AAAA\n" + RANDOM, AGE),
    "age, armoured": (lambda: b"\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", AGE),
    "gz": (lambda: gzip.compress(RANDOM), PACKED),
    "xz": (lambda: lzma.compress(RANDOM), PACKED),
    "bz2": (lambda: bz2.compress(RANDOM), PACKED),
    "zst": (lambda: b"\x28\xb5\x2f\xfd" + RANDOM, PACKED),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c\0\4" + RANDOM, PACKED),
    "rar": (lambda: b"Rar!\x1a\x07\x01\0" + RANDOM, PACKED),
    "zip": (lambda: archive("word/document.xml", "b"), PACKED),
    "tar": (tar, PACKED),
    "heic": (lambda: brand(b"heic"), PICTURE),
    "heif": (lambda: brand(b"mif1"), PICTURE),
    "avif": (lambda: brand(b"avif"), PICTURE),
    "tiff": (tiff, PICTURE),
    "tiff, large first": (lambda: b"MM\0*" + RANDOM, PICTURE),
    "jpeg xl": (lambda: b"\xff\x0a" + RANDOM, PICTURE),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", PICTURE),
    "mp4": (lambda: brand(b"isom"), NOTHING),
    "mov": (lambda: brand(b"qt  "), NOTHING),
    "openssl": (lambda: b"Salted__" + RANDOM, NOTHING),
    "luks": (lambda: b"LUKS\xba\xbe\0\2" + RANDOM, NOTHING),
    "kdb 1": (lambda: bytes.fromhex("03d9a29a65fb4bb5") + RANDOM, NOTHING),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + RANDOM, NOTHING),
    "key": (lambda: b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1\n", NOTHING),
    "pgp, armoured": (lambda: b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", PGP),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_each_has_its_sentence(kind: str) -> None:
    make, sentence = FOREIGN[kind]
    assert sentence in said(make())


# Packets of RFC 9580 with bodies of their kinds: tag, what the body begins with.
PACKETS = {
    1: b"\x03" + bytes(8), 2: b"\x04\x00", 3: b"\x04\x09\x03\x08", 4: b"\x03\x00\x08",
    5: b"\x04", 6: b"\x04", 8: b"\x01", 9: b"", 10: b"PGP", 11: b"b\x04name", 18: b"\x01",
    20: b"\x01\x09",
}  # fmt: skip


def length(size: int, octets: int) -> bytes:
    """In the new format, RFC 9580 4.2.1."""
    if octets == 1:
        return bytes((size,))
    if octets == 2:
        return struct.pack(">H", size - 192 + (192 << 8))
    return struct.pack(">BI", 255, size)


@pytest.mark.parametrize("tag", PACKETS)
def test_openpgp_packets_of_all_kinds(tag: int) -> None:
    """gpg's first packet is one of these; what follows is random here, as it is there."""
    for size, octets in ((191, 1), (4000, 2), (4500, 5)):
        body = (PACKETS[tag] + RANDOM)[:size] + RANDOM[:300]
        made = [bytes((0xC0 | tag,)) + length(size, octets) + body]
        if octets < 5:
            old = struct.pack(">BB" if octets == 1 else ">BH", 0x80 | tag << 2 | octets - 1, size)
            made += [old + body] if tag < 16 else []
        if tag < 16:
            made.append(bytes((0x83 | tag << 2,)) + body)  # up to the file's end
        for data in made:
            assert foreign.is_openpgp(data), data[:8].hex()
            assert PGP in said(data)
    partial = bytes((0xC0 | tag, 0xEA)) + (PACKETS[tag] + RANDOM)[:3000]
    assert foreign.is_openpgp(partial)


def test_few_random_files_are_taken_for_openpgp() -> None:
    """Old andOTP backups may begin with any bytes."""
    fresh = random.Random(6)
    taken = sum(foreign.is_openpgp(fresh.randbytes(600)) for _ in range(20_000))
    assert taken < 20_000 * 0.03


@pytest.mark.skipif(not shutil.which("gpg"), reason="needs gpg")
@pytest.mark.parametrize("more", [[], ["--rfc4880"], ["-z", "0"], ["--armor"], ["--store"]])
def test_what_gpg_makes(more: list[str], tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    command = ["gpg", "--batch", "--homedir", str(tmp_path), "--passphrase", "word",
               "--pinentry-mode", "loopback", *more]  # fmt: skip
    command += [] if "--store" in more else ["--symmetric"]
    done = subprocess.run(command, input=os.urandom(3000), capture_output=True, timeout=60)
    stop = ["gpgconf", "--homedir", str(tmp_path), "--kill", "gpg-agent"]
    subprocess.run(stop, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert PGP in said(done.stdout)


@pytest.mark.parametrize("data", [
    b"MZ,otpauth\n", b"ID3,x\notpauth://totp/a?secret=JBSWY3DP\n", b"BZh\n", b"II", b"", b"{}",
    b"otpauth://totp/a?secret=JBSWY3DP\n", b"\0\2\x39\x70" + RANDOM, b"\xff", b"\x80", b"\xc1\xff",
])  # fmt: skip
def test_what_may_be_an_export(data: bytes) -> None:
    assert foreign.sentence(data) is None


@pytest.mark.parametrize("size", range(12))
def test_short_ones_raise_nothing(size: int) -> None:
    for first in range(256):
        foreign.sentence(bytes((first,)) + b"\xff" * size)
        foreign.sentence((bytes((first,)) + bytes(12))[:size])
