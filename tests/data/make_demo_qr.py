"""Draws demo-qr.png: what a service shows when you switch two-factor authentication on.

python tests/data/make_demo_qr.py   (the same picture each time)

The secret in it is a demonstration's, printed here for everybody: never use it for an account.
"""

from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

ISSUER = "Example Cloud"
ACCOUNT = "alice@example.com"
SECRET = "MFOBDEMOMFOBDEMOMFOBDEMOMFOBDEMO"
URI = f"otpauth://totp/Example%20Cloud:alice%40example.com?secret={SECRET}&issuer=Example%20Cloud"
SIZE = (1000, 760)
INK, GREY, LINE, PAGE, BLUE = "#1f2328", "#59636e", "#d1d9e0", "#ffffff", "#0969da"


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font, so that the picture does not depend on the computer's."""
    return ImageFont.load_default(size)


def qr() -> Image.Image:
    """The code, four pixels a module, with its quiet zone."""
    code = segno.make(URI, error="m", micro=False)
    modules = [list(row) for row in code.matrix_iter(scale=5, border=4)]
    picture = Image.new("L", (len(modules[0]), len(modules)), 255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x, y), 0)
    return picture


def page() -> Image.Image:
    """A browser window with the page in it."""
    image = Image.new("RGB", SIZE, PAGE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 56), fill="#eaeef2")
    for x, color in ((24, "#ff5f57"), (48, "#febc2e"), (72, "#28c840")):
        draw.ellipse((x - 7, 21, x + 7, 35), fill=color)
    draw.rounded_rectangle((110, 12, 980, 44), 16, fill=PAGE)
    draw.text((130, 18), "https://cloud.example.com/settings/security", font=font(17), fill=GREY)
    draw.text((60, 86), ISSUER, font=font(20), fill=BLUE)
    draw.text((880, 88), "alice", font=font(17), fill=GREY)
    draw.line((60, 124, 940, 124), fill=LINE)
    draw.text((60, 150), "Set up two-factor authentication", font=font(34), fill=INK)
    draw.text((60, 204), "1.  Scan this code with your authenticator.", font=font(19), fill=INK)
    code = qr()
    left, top = (SIZE[0] - code.width) // 2, 246
    draw.rounded_rectangle(
        (left - 14, top - 14, left + code.width + 14, top + code.height + 14), 8, outline=LINE
    )
    image.paste(code, (left, top))
    under = top + code.height + 34
    draw.text((60, under), f"Can't scan?  Account  {ACCOUNT}", font=font(17), fill=GREY)
    key = " ".join(SECRET[i : i + 4] for i in range(0, len(SECRET), 4))
    draw.text((60, under + 28), f"Key  {key}", font=font(17), fill=GREY)
    draw.text((60, under + 66), "2.  Type the six digits that it shows:", font=font(19), fill=INK)
    draw.rounded_rectangle((430, under + 58, 600, under + 98), 6, outline=LINE, width=2)
    draw.rounded_rectangle((620, under + 58, 740, under + 98), 6, fill=BLUE)
    draw.text((650, under + 68), "Verify", font=font(19), fill=PAGE)
    draw.text(
        (60, SIZE[1] - 30),
        "A demonstration: this key is public. Never use it for a real account.",
        font=font(14), fill=GREY,
    )  # fmt: skip
    return image


if __name__ == "__main__":
    picture = page().quantize(64, dither=Image.Dither.NONE)
    picture.save(Path(__file__).with_name("demo-qr.png"), optimize=True)
