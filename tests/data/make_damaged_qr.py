"""Draws QR codes the way cameras, screenshots and designers spoil them: ten kinds, seeded.

    python tests/data/make_damaged_qr.py FOLDER     (to look at them; nothing of it is committed)

The same seed gives the same pictures each time. Tests and the benchmark draw them in memory.
"""

from __future__ import annotations

import base64
import io
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

SEED = 20260131
EACH = 10  # codes of a kind
Draw = Callable[[random.Random, list[str]], Image.Image]
_SERVICES = ("GitHub", "Alibaba Cloud", "Example Bank", "Mail", "A Very Long Service Name Ltd")


@dataclass(frozen=True)
class Damaged:
    """A picture, the kind of its damage, and the texts of the codes in it."""

    kind: str
    picture: Image.Image
    texts: tuple[str, ...]


def make(seed: int = SEED) -> Iterator[Damaged]:
    """All pictures, kind by kind: 100 codes."""
    for kind, (draw, codes) in KINDS.items():
        chance = random.Random(f"{seed} {kind}")
        left = EACH
        while left:
            texts = [address(chance) for _ in range(min(codes, left))]
            left -= len(texts)
            yield Damaged(kind, draw(chance, texts), tuple(texts))


def address(chance: random.Random) -> str:
    """An otpauth address as services write them, with a random key."""
    service = chance.choice(_SERVICES).replace(" ", "%20")
    key = base64.b32encode(chance.randbytes(chance.choice((10, 20, 20, 32)))).decode().strip("=")
    user = f"user{chance.randrange(10000)}@example.com"
    more = chance.choice(("", "&algorithm=SHA1&digits=6&period=30"))
    return f"otpauth://totp/{service}:{user}?secret={key}&issuer={service}{more}"


def drawn(
    text: str, scale: int, border: int = 4, dark: str = "black", light: str = "white"
) -> Image.Image:
    """A clean code; `scale` in pixels a module."""
    out = io.BytesIO()
    code = segno.make(text, micro=False)
    code.save(out, kind="png", scale=scale, border=border, dark=dark, light=light)
    return Image.open(out).convert("RGB")


def rotated(chance: random.Random, texts: list[str]) -> Image.Image:
    """Turned by any angle, on a page."""
    code = drawn(texts[0], chance.randint(3, 6))
    return code.rotate(chance.uniform(5, 355), Image.Resampling.BICUBIC, True, fillcolor="white")


def blurred(chance: random.Random, texts: list[str]) -> Image.Image:
    """Out of focus: Gaussian, sigma up to half a module; beyond it no reader sees modules."""
    scale = chance.randint(4, 8)
    radius = scale * chance.uniform(0.3, 0.51)
    return drawn(texts[0], scale).filter(ImageFilter.GaussianBlur(radius))


def noisy(chance: random.Random, texts: list[str]) -> Image.Image:
    """Grain over all of it, and single pixels gone to black or white."""
    code = drawn(texts[0], chance.randint(4, 7)).convert("L")
    code = ImageEnhance.Contrast(code).enhance(0.7)
    code = grain(code, chance, chance.uniform(20, 60))
    pixels = code.load()
    assert pixels
    for _ in range(code.width * code.height // 25):
        at = chance.randrange(code.width), chance.randrange(code.height)
        pixels[at] = chance.choice((0, 255))
    return code


def jpeg(chance: random.Random, texts: list[str]) -> Image.Image:
    """Sent through messengers: scaled, then compressed hard, twice."""
    code = drawn(texts[0], chance.randint(3, 5))
    factor = chance.uniform(0.75, 1.2)
    code = code.resize([round(side * factor) for side in code.size], Image.Resampling.BILINEAR)  # type: ignore[arg-type]
    for _ in range(2):
        code = compressed(code, chance.randint(5, 20))
    return code


def inverted(chance: random.Random, texts: list[str]) -> Image.Image:
    """Light on dark, as pages in a dark theme show it."""
    page = Image.new("RGB", (700, 500), "#16181d")
    code = ImageOps.invert(drawn(texts[0], chance.randint(2, 5)))
    page.paste(code, (chance.randint(10, 200), chance.randint(0, 60)))
    return page


def low_contrast(chance: random.Random, texts: list[str]) -> Image.Image:
    """Two greys that are 12 to 40 steps apart, unevenly lit."""
    dark = chance.randint(40, 180)
    light = dark + chance.randint(12, 40)
    code = drawn(texts[0], chance.randint(3, 6)).convert("L")
    code = code.point([dark + (light - dark) * step // 255 for step in range(256)])
    slope = Image.linear_gradient("L").resize(code.size).point([step // 16 for step in range(256)])
    return grain(ImageChops.add(code, slope), chance, 1.5)


def screenshot(chance: random.Random, texts: list[str]) -> Image.Image:
    """Several codes of different sizes on a busy page."""
    page = Image.new("RGB", (1600, 1000), chance.choice(("#ffffff", "#f0f2f5", "#e8eef8")))
    pen = ImageDraw.Draw(page)
    for _ in range(120):
        x, y = chance.randrange(1550), chance.randrange(980)
        pen.text((x, y), "".join(chance.choices("abcdefghij klmnop", k=20)), fill="#445566")
    for number, text in enumerate(texts):
        code = drawn(text, chance.randint(2, 5))
        code.thumbnail((470, 470), Image.Resampling.NEAREST)
        left = 40 + 520 * (number % 3) + chance.randint(0, 40)
        page.paste(code, (left, 15 + 495 * (number // 3) + chance.randint(0, 10)))
    return page


def no_quiet_zone(chance: random.Random, texts: list[str]) -> Image.Image:
    """Cut out with no white edge at all, or set so into a page, now and then a dark one."""
    code = drawn(texts[0], chance.randint(3, 7), border=0)
    around = chance.choice((None, None, None, "#808080", "#c8d0d8", "#a5d6a7", "#202830"))
    if around is None:
        return code
    page = Image.new("RGB", (code.width + 120, code.height + 90), around)
    page.paste(code, (60, 45))
    return page


def styled(chance: random.Random, texts: list[str]) -> Image.Image:
    """Round modules in a brand's colours, a logo over the middle."""
    size = 12
    ink = chance.choice(("#1a3c8f", "#6a1b9a", "#00695c", "#b3261e"))
    code = segno.make(texts[0], error="h", micro=False)
    rows = list(code.matrix_iter(border=4))
    picture = Image.new("RGB", (len(rows) * size, len(rows) * size), "#fdfaf3")
    pen = ImageDraw.Draw(picture)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                box = (x * size + 1, y * size + 1, x * size + size - 2, y * size + size - 2)
                pen.ellipse(box, fill=ink)
    middle, half = picture.width // 2, picture.width // chance.randint(11, 14)
    frame = (middle - half, middle - half, middle + half, middle + half)
    pen.rounded_rectangle(frame, half // 3, fill=chance.choice(("#ff8f00", "#ffffff", "#1f2328")))
    return picture


def photo(chance: random.Random, texts: list[str]) -> Image.Image:
    """A screen photographed: at an angle, unevenly lit, a little soft, grainy, JPEG."""
    code = drawn(texts[0], chance.randint(5, 8))
    scene = Image.new("RGB", (code.width + 300, code.height + 300), "#8a8178")
    scene.paste(code, (150, 150))
    width, height = scene.size

    def off() -> float:
        return chance.uniform(0, 0.09) * width

    corners = (off(), off(), off(), height - off(), width - off(), height - off())
    quad = (*corners, width - off(), off())
    scene = scene.transform(
        scene.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor="#5c5650"
    )
    scene = scene.rotate(chance.uniform(-25, 25), Image.Resampling.BICUBIC, fillcolor="#5c5650")
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270)))
    light = light.point([90 + step * 165 // 255 for step in range(256)]).resize(scene.size)
    scene = ImageChops.multiply(scene, Image.merge("RGB", [light] * 3))
    scene = scene.filter(ImageFilter.GaussianBlur(chance.uniform(0.5, 1.6))).convert("L")
    return compressed(grain(scene, chance, chance.uniform(5, 14)), chance.randint(30, 60))


def grain(picture: Image.Image, chance: random.Random, sigma: float) -> Image.Image:
    """Gaussian noise of its own seed: Pillow's effect_noise can't be seeded."""
    width, height = picture.size
    steps = [round(chance.gauss(0, sigma)) + 128 for _ in range(4099)]
    shift = bytes(min(255, max(0, step)) for step in steps)
    start = chance.randrange(4099)
    amount = width * height
    noise = Image.frombytes("L", picture.size, (shift * (amount // 4099 + 2))[start:][:amount])
    return ImageChops.add(picture, noise, 1, -128)


def compressed(picture: Image.Image, quality: int) -> Image.Image:
    """As JPEG of that quality, and read again."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(out).convert(picture.mode)


# kind: how it is drawn, and how many codes a picture has
KINDS: dict[str, tuple[Draw, int]] = {
    "rotated": (rotated, 1),
    "blurred": (blurred, 1),
    "noisy": (noisy, 1),
    "JPEG": (jpeg, 1),
    "inverted": (inverted, 1),
    "low contrast": (low_contrast, 1),
    "many in a screenshot": (screenshot, 5),
    "no quiet zone": (no_quiet_zone, 1),
    "styled": (styled, 1),
    "photo-like": (photo, 1),
}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for index, damaged in enumerate(make()):
        damaged.picture.save(folder / f"{index:03d}-{damaged.kind.replace(' ', '-')}.png")
