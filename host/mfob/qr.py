"""Finds the one account in a picture of a QR code (zxing-cpp, Pillow)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from mfob import otpauth
from mfob.errors import HostError

_OURS = ("otpauth://", "apple-otpauth://", "steam://")
_EDGE = 8000  # pixels: a picture is not enlarged beyond


def read(path: Path) -> otpauth.Address:
    """The account's address in the picture.

    Raises HostError "unreadable" (no picture), "no_qr", "no_account" (a QR code of something
    else) and "several_codes" (they are listed, without their keys).
    """
    texts = decode(load(path), path)
    accounts = [text for text in texts if text.strip().lower().startswith(_OURS)]
    if len(accounts) == 1:
        return otpauth.take_apart(accounts[0])
    if not accounts:
        raise _no_account(texts[0], path)
    listed = "".join(f"\n  {_who(text)}" for text in accounts)
    raise HostError(
        f"{path} shows several accounts; cut the picture down to the one you mean:{listed}",
        "several_codes",
    )


def load(path: Path) -> list[Image.Image]:
    """The picture in grey; on white and on black where parts of it are transparent.

    Raises HostError "unreadable".
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.load()
                coloured = picture.convert("RGBA")
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise HostError(f"{path} can't be read: {error.strerror}.", "unreadable") from None
    except UnidentifiedImageError:
        raise HostError(f"{path} is no picture (PNG, JPEG, WebP …).", "unreadable") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"{path} is too large a picture: cut out the QR code."
        raise HostError(message, "unreadable") from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for damage
        raise HostError(f"{path} is a damaged picture.", "unreadable") from error
    if coloured.getchannel("A").getextrema() == (255, 255):  # nothing is transparent
        return [coloured.convert("L")]
    return [_on(background, coloured) for background in ("white", "black")]


def _on(background: str, picture: Image.Image) -> Image.Image:
    page = Image.new("RGBA", picture.size, background)
    page.alpha_composite(picture)
    return page.convert("L")


def decode(pictures: Sequence[Image.Image], path: Path) -> list[str]:
    """The texts of the QR codes in the first picture that has any, each once.

    Raises HostError "no_qr".
    """
    for variant in chain.from_iterable(map(_variants, pictures)):
        found = zxingcpp.read_barcodes(
            variant,
            formats=zxingcpp.barcode_formats_from_str("QRCode"),
            text_mode=zxingcpp.TextMode.Plain,
        )
        texts = list(dict.fromkeys(text for text in map(_text, found) if text))
        if texts:
            return texts
    raise HostError(
        f"No QR code found in {path}: make the picture sharper or larger, with the white edge"
        " around the code in it.",
        "no_qr",
    )


def _variants(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, twice as large, and both with light and dark exchanged."""
    larger = None
    if max(picture.size) * 2 <= _EDGE:
        larger = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    for variant in (picture, larger):
        if variant is not None:
            yield variant
            yield ImageOps.invert(variant)


def _text(code: zxingcpp.Barcode) -> str:
    """The code's text: as UTF-8 where that fits, since the decoder else guesses an encoding."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text


def _who(text: str) -> str:
    try:
        return otpauth.parse(text).label
    except HostError as error:
        return f"({error.message})"


def _no_account(text: str, path: Path) -> HostError:
    """Why the first QR code is no account. Its text may be a secret, so it is not shown."""
    scheme = text.partition(":")[0].lower() if ":" in text else ""
    if scheme == "otpauth-migration":
        try:
            otpauth.take_apart(text)
        except HostError as error:
            return HostError(error.message, "no_account")
    what = {"http": "a web page", "https": "a web page", "wifi": "a Wi-Fi network"}.get(scheme)
    return HostError(
        f"The QR code in {path} is not of an account (otpauth://)"
        + (f" but of {what}." if what else "."),
        "no_account",
    )
