"""Pictures and PDF pages with QR codes, drawn here by segno and Pillow."""

from __future__ import annotations

import io
import random
import resource
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from PIL import Image

from importers import make_migration as make
from importers.test_google import pages
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import gather, registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File
from mfob.importers.pictures import QR

ONE = "otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub"
with_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler-utils")


def drawn(text: str, scale: int = 4) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=scale, border=4)
    return Image.open(out).convert("RGB")


def file(kind: str, *drawings: Image.Image) -> File:
    out = io.BytesIO()
    if kind == "PDF":
        drawings[0].save(out, kind, save_all=True, append_images=list(drawings[1:]))
    else:
        drawings[0].save(out, kind)
    return File(f"codes.{kind.lower()}", out.getvalue())


def read(given: File) -> list[Entry]:
    known = registry.detect(given)
    assert known.name == "qr" and not known.encrypted(given)
    return list(known.read(given, None, Kdf()))


def names(entries: list[Entry]) -> list[str]:
    return [enrol(entry.fields).account.name for entry in entries]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_formats(kind: str) -> None:
    assert names(read(file(kind, drawn(ONE)))) == ["alice"]


def test_a_page_of_an_export_and_an_account_in_one_picture() -> None:
    page = Image.new("RGB", (1500, 700), "white")
    page.paste(drawn(pages(1, 5)[1]), (20, 20))
    page.paste(drawn(ONE), (800, 20))
    entries = read(file("PNG", page))
    assert names(entries) == ["p1n0", "p1n1", "alice"]
    assert gather.missing_pages([gather.Source("x", entries=entries)]) == [
        "The QR codes 1, 3 of 3 of the export are missing."
    ]


def test_a_large_photograph() -> None:
    """Of 48 million pixels, as phones take them; the code fills a part of it."""
    photo = Image.new("RGB", (8000, 6000), (200, 190, 180))
    photo.paste(drawn(ONE, 24), (3000, 2000))
    assert names(read(file("JPEG", photo))) == ["alice"]


@with_poppler
def test_pages_of_a_pdf() -> None:
    text = make.address(make.payload([make.account(b"k" * 10, "from-google")]))
    sheets = [Image.new("RGB", (1240, 1754), "white") for _ in range(3)]
    sheets[0].paste(drawn(ONE), (100, 100))
    sheets[2].paste(drawn(text), (100, 900))
    assert names(read(file("PDF", *sheets))) == ["alice", "from-google"]


@with_poppler
@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\0" * 100_000])
def test_a_damaged_pdf(data: bytes) -> None:
    with pytest.raises(HostError, match="damaged") as caught:
        list(QR.read(File("a.pdf", data), None, Kdf()))
    assert caught.value.code == FORMAT


def endless_pdf() -> bytes:
    """A form drawn ten times by the next, and so on: ten thousand million strokes in 3 KB."""
    levels = 10
    forms = [b"0 0 m 500 700 l S"] + [b"/F%d Do " % (n - 1) * 10 for n in range(1, levels)]
    drawn = b" ".join(b"/F%d %d 0 R" % (n, n + 5) for n in range(levels))
    page = b"/F%d Do " % (levels - 1)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</XObject<<" + drawn + b">>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
    ]
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<"
    bodies += [
        head + drawn + b">>>>/Length %d>>stream\n%s\nendstream" % (len(form), form)
        for form in forms
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    end = out.index(b"xref\n0")
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, end)


def wide_pdf() -> bytes:
    """A picture of 16,000 by 16,000 pixels, all of one colour, in one page."""
    edge = 16_000
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(3 * edge)) for _ in range(edge)) + packer.flush()
    page = b"595 0 0 842 0 0 cm /I Do"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (edge, edge, len(packed), packed),
    ]
    made = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + made + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF\n"


@with_poppler
@pytest.mark.parametrize("made", [endless_pdf, wide_pdf])
def test_a_pdf_that_takes_its_time(made: Callable[[], bytes], tmp_path: Path) -> None:
    """Within 5 s of a processor and 500 MB, pdftoppm's with it."""
    path = tmp_path / "x.pdf"
    path.write_bytes(made())
    code, seconds, peak = hostile(path)
    assert code == FORMAT
    assert seconds < 5 and peak < 500


@with_poppler
def test_a_pdf_that_was_not_drawn_to_its_end_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first pages may be there, and the account that is missing on another."""
    monkeypatch.setattr("mfob.pdf._SECONDS", 1)
    monkeypatch.setattr("mfob.pdf._WAIT", 60.0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(HostError, match="takes too long to draw"):
        list(QR.read(File("a.pdf", endless_pdf()), None, Kdf()))
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3


def test_a_pdf_without_poppler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(HostError, match="poppler-utils") as caught:
        list(QR.read(File("a.pdf", b"%PDF-1.4\n"), None, Kdf()))
    assert caught.value.code == FORMAT


@pytest.mark.parametrize(("data", "sentence"), [
    (b"\x89PNG\r\n\x1a\nrubbish", "x.png"),
    (file("PNG", drawn("https://example.test")).data, "a web page"),
    (file("PNG", Image.new("L", (300, 300), "white")).data, "No QR code found in x.png"),
])  # fmt: skip
def test_no_account_in_it(data: bytes, sentence: str) -> None:
    with pytest.raises(HostError, match=sentence) as caught:
        list(QR.read(File("x.png", data), None, Kdf()))
    assert caught.value.code == FORMAT


def test_an_eps_that_is_called_a_picture() -> None:
    with pytest.raises(HostError, match="is no picture"):
        QR.read(file("EPS", drawn(ONE)), None, Kdf())


@pytest.mark.parametrize("data", [
    b"", b"PNG", b"BM", b"BMW is a car\n" * 10, b"RIFFxxxxWAVE", b"{}", b"GIF", b"\xff\xd8",
])  # fmt: skip
def test_not_detected(data: bytes) -> None:
    assert not QR.detect(File("x", data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour, small as a file: IHDR of 8 bits RGBA, rows of zeros, deflated; of the
    largest not all rows are there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    packer = zlib.compressobj(9)
    row = bytes(4 * width + 1)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 7700))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


HOSTILE = """
import resource, sys, time
from mfob.errors import HostError
from mfob.importers.kdf import Kdf
from mfob.importers.model import File
from mfob.importers.pictures import QR
begin = time.process_time()
try:
    list(QR.read(File("x.png", open(sys.argv[1], "rb").read()), None, Kdf()))
except HostError as error:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = both[1].ru_utime + both[1].ru_stime + time.process_time() - begin
    print(error.code, spent, sum(one.ru_maxrss for one in both) >> 10)
"""


def hostile(path: Path) -> tuple[str, float, int]:
    """What code a file ended with, in a process of its own, in how many seconds and MiB."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))

    command = [sys.executable, "-c", HOSTILE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=bounded, timeout=60)
    code, seconds, peak = done.stdout.split()
    return code, float(seconds), int(peak)


SIZES = [(60_000, 1), (5000, 5000), (7700, 7700), (20_000, 20_000), (1, 1)]


@pytest.mark.parametrize("size", SIZES)
def test_empty_pictures_of_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    """Within 5 s of a processor and 500 MB."""
    path = tmp_path / "x.png"
    path.write_bytes(bomb(*size))
    code, seconds, peak = hostile(path)
    assert code == FORMAT
    assert seconds < 5 and peak < 500


def test_a_photograph_of_noise(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    noise = random.Random(4).randbytes(12_000_000)
    Image.frombytes("L", (4000, 3000), noise).save(path, compress_level=0)
    code, seconds, peak = hostile(path)
    assert code == FORMAT
    assert seconds < 5 and peak < 500
