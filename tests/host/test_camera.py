"""QR codes before a camera, which is a list of pictures here."""

from __future__ import annotations

import io
import sys
from itertools import count

import pytest
import segno
from click.testing import CliRunner
from PIL import Image

from host.fakefob import FakeFob
from host.test_cli import object_of
from mfob import camera
from mfob.cli.main import cli
from mfob.errors import HostError

KEYS = ("JBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQ")
URIS = [f"otpauth://totp/Acme:user{n}?secret={key}" for n, key in enumerate(KEYS)]


class Frame:
    """As OpenCV's array: rows of pixels of three bytes, blue first."""

    def __init__(self, picture: Image.Image) -> None:
        red, green, blue = picture.convert("RGB").split()
        self.shape = (picture.height, picture.width, 3)
        self._data = Image.merge("RGB", (blue, green, red)).tobytes()

    def tobytes(self) -> bytes:
        return self._data


class FakeCamera:
    """Gives each picture twice, then an empty one for ever."""

    def __init__(self, *texts: str) -> None:
        self._shown = [Frame(drawn(text)) for text in texts for _ in range(2)]
        self.released = False

    def read(self) -> tuple[bool, Frame]:
        assert not self.released
        empty = Frame(Image.new("RGB", (64, 64), "navy"))
        return True, self._shown.pop(0) if self._shown else empty

    def isOpened(self) -> bool:  # noqa: N802
        return True

    def release(self) -> None:
        self.released = True


def drawn(text: str) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=4, border=4, light="#ffe0c0")
    return Image.open(out).convert("RGB")


def test_until_there_are_enough() -> None:
    fake = FakeCamera("https://example.test", *URIS, "otpauth://totp/never?secret=AAAA")
    texts = camera.watch(fake, ("otpauth://",), lambda texts: len(texts) == 2)
    assert texts == URIS
    assert fake.released


def test_what_came_before_patience_ended() -> None:
    fake, clock = FakeCamera(URIS[0]), count(0, 10)
    assert camera.watch(fake, ("otpauth://",), lambda _: False, lambda: next(clock)) == URIS[:1]
    assert fake.released
    assert next(clock) <= 100


def test_nothing_came() -> None:
    fake, clock = FakeCamera("https://example.test"), count(0, 10)
    with pytest.raises(HostError) as caught:
        camera.watch(fake, ("otpauth://",), lambda _: True, lambda: next(clock))
    assert caught.value.code == "no_qr" and fake.released


def test_a_camera_that_is_pulled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeCamera()
    monkeypatch.setattr(fake, "read", lambda: (False, None))
    with pytest.raises(HostError) as caught:
        camera.watch(fake, ("otpauth://",), lambda _: True)
    assert caught.value.code == "no_camera" and fake.released


def test_without_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(HostError, match=r"mfob\[camera\]"):
        camera.opened()


def test_import_camera(
    runner: CliRunner, fob: FakeFob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mfob.camera.opened", lambda: FakeCamera(URIS[1]))
    told = object_of(runner.invoke(cli, ["import", "--camera", "--json"]))
    assert [row["status"] for row in told["accounts"]] == ["added"]
    assert [row["name"] for row in fob.accounts.rows.values()] == ["user1"]
