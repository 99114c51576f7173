"""Finds the accounts in pictures of QR codes (zxing-cpp, Pillow)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from mfob import otpauth
from mfob.errors import HostError

_OURS = ("otpauth://", "apple-otpauth://", "steam://")
_EDGE = 8000  # pixels: a picture is not enlarged beyond
_BORDER = 40  # pixels of white that stand for a quiet zone
_MEDIAN = 5  # pixels: the square whose middle value takes the place of each
_MEDIAN_PIXELS = 2_000_000  # that takes 0.4 s a million: larger pictures are made smaller first
_LARGER_PIXELS = 4_000_000  # no small code is lost in larger ones, which are photographs
PATIENCE = 2.5  # seconds of the processor
_MORE = 0.3  # seconds of it for more accounts in a picture that has shown some

Step = Callable[[Image.Image], Image.Image]


def accounts(
    pictures: Sequence[Image.Image], what: str, schemes: tuple[str, ...] = _OURS
) -> list[str]:
    """The texts of the accounts in a picture called `what`, each once: from its top left, those
    that took more steps to see behind the others.

    `pictures`: the picture in grey, in the variants of pictures.grey(); `schemes`: what such a
    text begins with, in lower case. Raises HostError "no_qr", or "no_account" where all QR codes
    in it are of something else.
    """
    return of_several([pictures], what, schemes)


def of_several(
    shown: Sequence[Sequence[Image.Image]],
    what: str,
    schemes: tuple[str, ...] = _OURS,
    seconds: float = PATIENCE,
) -> list[str]:
    """The same of pictures that belong together, each in its variants, for all of which there are
    `seconds` of the processor; each is looked at once in any case. Where a picture has shown an
    account, what is cheap is still tried for others in it that are harder to see."""
    looked = [_Look(list(variants)) for variants in shown]
    until = time.process_time() + seconds
    for number, step in enumerate(LADDER):
        for look in looked:
            if not look.ours or look.broken or look.spent < _MORE:
                look.at(step, schemes, until if number else None)
    ours = dict.fromkeys(text for look in looked for text in look.ours)
    if ours:
        return list(ours)
    others = [text for look in looked for text in look.others]
    if others:
        raise _no_account(others[0], what)
    raise HostError(
        f"No QR code found in {what}: make the picture sharper or larger, with the white edge"
        " around the code in it.",
        "no_qr",
    )


class _Look:
    """What was seen in one picture so far."""

    def __init__(self, pictures: list[Image.Image]) -> None:
        self._pictures = pictures
        self.ours: dict[str, None] = {}
        self.others: list[str] = []
        self.broken = False  # the last look showed codes that can't be read
        self.spent = 0.0  # seconds since there are accounts

    def at(self, step: Step, schemes: tuple[str, ...], until: float | None) -> None:
        begin = time.process_time()
        before = len(self.ours)
        broken = False
        for picture in self._pictures:
            if until is not None and time.process_time() > until:
                return
            texts, some_broken = _decoded(step(picture))
            broken |= some_broken
            for text in texts:
                if text.strip().lower().startswith(schemes):
                    self.ours[text] = None
                else:
                    self.others.append(text)
        if before:
            self.spent += time.process_time() - begin
        self.broken = broken


def decode(picture: Image.Image) -> list[str]:
    """The texts of the QR codes in a picture, from its top left, each once."""
    return _decoded(picture)[0]


def _decoded(picture: Image.Image) -> tuple[list[str], bool]:
    """The texts, and whether there are codes that can't be read."""
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.barcode_formats_from_str("QRCode"),
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )
    valid = [code for code in found if code.valid]
    valid.sort(key=lambda code: (code.position.top_left.y // 64, code.position.top_left.x))
    texts = list(dict.fromkeys(text for text in map(_text, valid) if text))
    return texts, len(valid) < len(found)


def _contrast(picture: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(picture)


def _both(picture: Image.Image) -> Image.Image:
    return ImageOps.invert(_contrast(picture))


def _larger(picture: Image.Image) -> Image.Image:
    if max(picture.size) * 2 > _EDGE or _pixels(picture) > _LARGER_PIXELS:
        return picture
    return picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)


def _bordered(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, _BORDER, 255)


def _median(picture: Image.Image) -> Image.Image:
    picture = _smaller(picture, min(1.0, (_MEDIAN_PIXELS / _pixels(picture)) ** 0.5))
    return picture.filter(ImageFilter.MedianFilter(_MEDIAN))


def _half_median(picture: Image.Image) -> Image.Image:
    return _median(_smaller(picture, 0.5))


def _smaller(picture: Image.Image, factor: float) -> Image.Image:
    if factor == 1:
        return picture
    size = (max(1, int(picture.width * factor)), max(1, int(picture.height * factor)))
    return picture.resize(size, Image.Resampling.BOX)


def _pixels(picture: Image.Image) -> int:
    return picture.width * picture.height


# What is tried, in this order, until there is an account and little left to try: cheap things and
# common damage first.
LADDER: tuple[Step, ...] = (
    lambda picture: picture,
    _contrast,
    ImageOps.invert,
    _both,
    _larger,
    _bordered,
    _median,
    _half_median,
)


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
