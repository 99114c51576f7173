"""Finds the accounts in pictures of QR codes (zxing-cpp, Pillow)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from mfob import otpauth
from mfob.errors import HostError

_OURS = ("otpauth://", "apple-otpauth://", "steam://")
_EDGE = 8000  # pixels: a picture is not enlarged beyond
_BORDER = 40  # pixels of white that stand for a quiet zone
_MEDIAN = 5  # pixels: the square whose middle value takes the place of each


def accounts(pictures: Sequence[Image.Image], what: str) -> list[str]:
    """The texts of the accounts in a picture called `what`, from its top left, each once.

    `pictures`: the picture in grey, in the variants of pictures.grey(). Raises HostError "no_qr",
    or "no_account" where all QR codes in it are of something else.
    """
    others: list[str] = []
    for step in LADDER:
        for picture in pictures:
            texts = decode(step(picture))
            ours = [text for text in texts if _is_ours(text)]
            if ours:
                return ours
            others += texts
    if others:
        raise _no_account(others[0], what)
    raise HostError(
        f"No QR code found in {what}: make the picture sharper or larger, with the white edge"
        " around the code in it.",
        "no_qr",
    )


def decode(picture: Image.Image) -> list[str]:
    """The texts of the QR codes in a picture, from its top left, each once."""
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.barcode_formats_from_str("QRCode"),
        text_mode=zxingcpp.TextMode.Plain,
    )
    found.sort(key=lambda code: (code.position.top_left.y // 64, code.position.top_left.x))
    return list(dict.fromkeys(text for text in map(_text, found) if text))


def _contrast(picture: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(picture)


def _both(picture: Image.Image) -> Image.Image:
    return ImageOps.invert(_contrast(picture))


def _larger(picture: Image.Image) -> Image.Image:
    if max(picture.size) * 2 > _EDGE:
        return picture
    return picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)


def _bordered(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, _BORDER, 255)


def _median(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.MedianFilter(_MEDIAN))


def _half_median(picture: Image.Image) -> Image.Image:
    half = (max(1, picture.width // 2), max(1, picture.height // 2))
    return _median(picture.resize(half, Image.Resampling.BOX))


# What is tried, in this order, until an account is found: cheap things and common damage first.
LADDER: tuple[Callable[[Image.Image], Image.Image], ...] = (
    lambda picture: picture,
    _contrast,
    ImageOps.invert,
    _both,
    _larger,
    _bordered,
    _median,
    _half_median,
)


def _is_ours(text: str) -> bool:
    return text.strip().lower().startswith(_OURS)


def _text(code: zxingcpp.Barcode) -> str:
    """The code's text: as UTF-8 where that fits, since the decoder else guesses an encoding."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text


def _no_account(text: str, what: str) -> HostError:
    """Why the first QR code is no account. Its text may be a secret, so it is not shown."""
    scheme = text.partition(":")[0].lower() if ":" in text else ""
    if scheme in ("otpauth-migration", "motp"):
        try:
            otpauth.take_apart(text)
        except HostError as error:
            return HostError(error.message, "no_account")
    kind = {"http": "a web page", "https": "a web page", "wifi": "a Wi-Fi network"}.get(scheme)
    return HostError(
        f"The QR code in {what} is not of an account (otpauth://)"
        + (f" but of {kind}." if kind else "."),
        "no_account",
    )
