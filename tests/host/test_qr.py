"""Accounts out of pictures; the pictures are drawn here by segno and Pillow."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageFilter, ImageOps

from mfob import otpauth, pictures, qr
from mfob.errors import HostError

URI = "otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub"
KEY = b"Hello!\xde\xad\xbe\xef"


def drawn(text: str, scale: int = 4) -> Image.Image:
    """A QR code with its white edge."""
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=scale, border=4)
    return Image.open(out).convert("L")


def read(path: Path) -> list[str]:
    return qr.accounts(pictures.load(path), str(path))


def key_in(path: Path) -> bytes:
    (text,) = read(path)
    return otpauth.parse(text).account.secret


def saved(picture: Image.Image, folder: Path, name: str = "code.png") -> Path:
    picture.save(folder / name)
    return folder / name


@pytest.mark.parametrize("name", ["code.png", "code.jpg", "code.webp", "code.gif", "code.bmp"])
def test_formats(tmp_path: Path, name: str) -> None:
    assert read(saved(drawn(URI), tmp_path, name)) == [URI]


def test_light_on_dark(tmp_path: Path) -> None:
    path = saved(ImageOps.invert(drawn(URI)), tmp_path)
    assert key_in(path) == KEY


def test_one_pixel_a_module(tmp_path: Path) -> None:
    path = saved(drawn(URI, scale=1), tmp_path)
    assert key_in(path) == KEY


@pytest.mark.parametrize("ink", [(0, 0, 0, 255), (255, 255, 255, 255)])
def test_transparent_background(tmp_path: Path, ink: tuple[int, int, int, int]) -> None:
    """Modules of either colour on nothing: only one background makes each visible."""
    mask = ImageOps.invert(drawn(URI))
    picture = Image.new("RGBA", mask.size, (*ink[:3], 0))
    picture.paste(ink, mask=mask)
    path = saved(picture, tmp_path)
    assert key_in(path) == KEY


def test_in_a_larger_page(tmp_path: Path) -> None:
    page = Image.new("RGB", (1200, 900), (240, 240, 255))
    page.paste(drawn(URI), (700, 300))
    assert key_in(saved(page, tmp_path)) == KEY


def test_unicode_names(tmp_path: Path) -> None:
    uri = "otpauth://totp/莎士:Jürgen?secret=JBSWY3DPEHPK3PXP"
    assert read(saved(drawn(uri), tmp_path)) == [uri]


def test_the_account_beside_another_code(tmp_path: Path) -> None:
    path = saved(side_by_side("https://example.test/app", URI), tmp_path)
    assert read(path) == [URI]


def test_several_accounts_come_from_left_to_right(tmp_path: Path) -> None:
    second = "otpauth://totp/Mail:bob?secret=GEZDGNBVGY3TQOJQ"
    assert read(saved(side_by_side(URI, second), tmp_path)) == [URI, second]


def test_the_first_step_with_an_account_counts(tmp_path: Path) -> None:
    """A clear code of a web page does not hide an account that is too faint to see at once."""
    clear = drawn("https://example.test/app")
    faint = drawn(URI, scale=8).filter(ImageFilter.GaussianBlur(4))
    assert qr.decode(faint) == []
    page = Image.new("L", (clear.width + faint.width + 80, faint.height), 255)
    page.paste(clear, (0, 0))
    page.paste(faint, (clear.width + 80, 0))
    assert read(saved(page, tmp_path)) == [URI]


@pytest.mark.parametrize(
    ("text", "said"),
    [("https://example.test/setup", "of a web page"), ("WIFI:S:net;T:WPA;P:pass;;", "Wi-Fi"),
     ("JBSWY3DPEHPK3PXP", "is not of an account"),
     ("otpauth-migration://offline?data=AAAA", "several accounts from Google")],
)  # fmt: skip
def test_a_code_of_something_else(tmp_path: Path, text: str, said: str) -> None:
    error = refused(saved(drawn(text), tmp_path))
    assert (error.code, error.exit_code) == ("no_account", 1)
    assert said in error.message
    assert "JBSW" not in error.message


@pytest.mark.parametrize("kind", ["blurred", "speckled", "transparent"])
def test_one_that_is_harder_to_see_beside_a_clear_one(tmp_path: Path, kind: str) -> None:
    """The step that shows the first account does not show the second."""
    second = "otpauth://totp/Mail:bob?secret=GEZDGNBVGY3TQOJQ"
    clear, hard = drawn(URI), drawn(second, scale=8)
    if kind == "blurred":
        hard = hard.filter(ImageFilter.GaussianBlur(4.2))
    if kind == "speckled":
        chance = random.Random(1)
        for _ in range(hard.width * hard.height // 5):
            place = chance.randrange(hard.width), chance.randrange(hard.height)
            hard.putpixel(place, chance.choice((0, 255)))
    page = Image.new("L", (clear.width + hard.width + 80, hard.height), 255)
    page.paste(clear, (0, 0))
    page.paste(hard, (clear.width + 80, 0))
    if kind == "transparent":  # white on nothing, beside black on white
        page = page.convert("RGBA")
        page.paste((255, 255, 255, 0), (clear.width + 80, 0, page.width, page.height))
        white = (255, 255, 255, 255)
        page.paste(white, (clear.width + 80, 0), mask=ImageOps.invert(drawn(second, scale=8)))
    assert read(saved(page, tmp_path)) == [URI, second]


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_noise_of_12_million_pixels_has_its_time(mode: str) -> None:
    """Without a bound its 8 steps take 9 s, and twice that in two variants."""
    noise = Image.frombytes("L", (4000, 3000), random.Random(2).randbytes(12_000_000))
    begin = time.process_time()
    with pytest.raises(HostError) as caught:
        qr.accounts([noise] * (2 if mode == "RGBA" else 1), "noise")
    assert caught.value.code == "no_qr"
    assert time.process_time() - begin < 4.5


def test_a_picture_that_takes_all_the_time_leaves_the_first_look_to_the_others() -> None:
    noise = Image.frombytes("L", (1200, 1000), random.Random(3).randbytes(1_200_000))
    pages = [*[[noise]] * 5, [drawn(URI)]]
    assert qr.of_several(pages, "pages", seconds=0) == [URI]


@pytest.mark.parametrize("name", ["EPS", "TIFF", "PPM", "ICO", "PCX"])
def test_other_formats_are_not_opened(tmp_path: Path, name: str) -> None:
    """Pillow hands an EPS to Ghostscript, which runs the program that it is."""
    path = tmp_path / "code.png"
    drawn(URI).resize((128, 128)).convert("L").save(path, name)
    assert "is no picture (PNG, JPEG, WebP, GIF, BMP)" in refused(path).message


def test_no_code(tmp_path: Path) -> None:
    error = refused(saved(Image.new("RGB", (300, 200), "white"), tmp_path))
    assert (error.code, error.exit_code) == ("no_qr", 1)


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("hello")
    whole = saved(drawn(URI), tmp_path).read_bytes()
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole[: len(whole) // 2])
    for path, said in [
        (tmp_path / "none.png", "No such file"), (tmp_path, "directory"),
        (text, "is no picture"), (cut, "damaged"),
    ]:  # fmt: skip
        error = refused(path)
        assert error.code == "unreadable"
        assert said in error.message


def refused(path: Path) -> HostError:
    with pytest.raises(HostError) as caught:
        read(path)
    return caught.value


def side_by_side(*texts: str) -> Image.Image:
    codes = [drawn(text) for text in texts]
    page = Image.new("L", (sum(c.width for c in codes) + 80, max(c.height for c in codes)), 255)
    left = 0
    for code in codes:
        page.paste(code, (left, 0))
        left += code.width + 80
    return page
