"""Fonts of this computer: where letters must be shaped, and for what Unifont has not.

They are looked for by file name where Pillow looks: the system's folders and the owner's.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import NamedTuple

from PIL import ImageFont, features

from mfob.labels.cell import HEIGHT, Cell, Pen, look
from mfob.labels.clusters import unseen

_SIZES = range(16, 8, -1)  # pixels: the largest that fits is taken
_NOWHERE = "\uffff"
_NOTO = ("NotoSans{}-Regular.ttf", "NotoSans{}UI-Regular.ttf", "NotoSerif{}-Regular.ttf")
# script: how Noto calls it, and other fonts that have it: Linux, Windows, macOS
_SHAPED = {
    "DEVANAGARI": ("Devanagari", "Lohit-Devanagari.ttf", "Nirmala.ttc", "Nirmala.ttf",
                   "Kohinoor.ttc", "DevanagariMT.ttc"),
    "BENGALI": ("Bengali", "Lohit-Bengali.ttf", "Nirmala.ttc", "Nirmala.ttf",
                "KohinoorBangla.ttc", "Bangla MN.ttc"),
    "GURMUKHI": ("Gurmukhi", "Lohit-Gurmukhi.ttf", "Nirmala.ttc", "Nirmala.ttf",
                 "Gurmukhi.ttf", "Gurmukhi MN.ttc"),
    "GUJARATI": ("Gujarati", "Lohit-Gujarati.ttf", "Nirmala.ttc", "Nirmala.ttf",
                 "KohinoorGujarati.ttc", "GujaratiMT.ttc"),
    "ORIYA": ("Oriya", "Lohit-Odia.ttf", "Nirmala.ttc", "Nirmala.ttf", "Oriya MN.ttc"),
    "TAMIL": ("Tamil", "Lohit-Tamil.ttf", "Nirmala.ttc", "Nirmala.ttf", "Tamil MN.ttc"),
    "TELUGU": ("Telugu", "Lohit-Telugu.ttf", "Nirmala.ttc", "Nirmala.ttf",
               "KohinoorTelugu.ttc", "Telugu MN.ttc"),
    "KANNADA": ("Kannada", "Lohit-Kannada.ttf", "Nirmala.ttc", "Nirmala.ttf",
                "NotoSansKannada.ttc", "Kannada MN.ttc"),
    "MALAYALAM": ("Malayalam", "Lohit-Malayalam.ttf", "Nirmala.ttc", "Nirmala.ttf",
                  "Malayalam MN.ttc"),
    "SINHALA": ("Sinhala", "LKLUG.ttf", "lklug.ttf", "Nirmala.ttc", "Nirmala.ttf",
                "Sinhala MN.ttc"),
    "KHMER": ("Khmer", "KhmerOS.ttf", "LeelawUI.ttf", "Khmer MN.ttc"),
    "MYANMAR": ("Myanmar", "Padauk-Regular.ttf", "mmrtext.ttf", "NotoSansMyanmar.ttc",
                "Myanmar MN.ttc"),
    "TIBETAN": ("Tibetan", "TibMachUni.ttf", "himalaya.ttf", "Kailasa.ttc"),
}  # fmt: skip
# nor can this module: a letter's form goes by its neighbours, and letters are drawn one by one
_JOINING = frozenset(
    ("ADLAM", "BALINESE", "CHAKMA", "HANIFI", "JAVANESE", "MANDAIC", "MONGOLIAN", "NEWA", "NKO",
     "PHAGS-PA", "SUNDANESE", "SYRIAC", "TAI")
)  # fmt: skip
_GENERAL = (
    "NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-microhei.ttc", "DejaVuSans.ttf",
    "NotoSans-Regular.ttf", "simsunb.ttf", "msyh.ttc", "malgun.ttf", "YuGothR.ttc", "seguisym.ttf",
    "segoeui.ttf", "arial.ttf", "PingFang.ttc", "AppleSDGothicNeo.ttc", "Arial Unicode.ttf",
)  # fmt: skip


class Face(NamedTuple):
    """A font at the size and on the baseline at which it fits."""

    font: ImageFont.FreeTypeFont
    baseline: int


def needs_shaping(script: str) -> bool:
    """Whether letters of it change or swap by what stands beside them, as Unifont's can't."""
    return script in _SHAPED or script in _JOINING


def shaping(script: str, clusters: list[str]) -> Face | None:
    """A font that shapes those clusters of a script; None where there is none, or no Raqm."""
    if script not in _SHAPED or not features.check("raqm"):
        return None
    noto, *others = _SHAPED[script]
    return _first((*(name.format(noto) for name in _NOTO), *others), clusters)


def general(clusters: list[str]) -> Face | None:
    """A font that has all characters of those clusters, one at least."""
    return _first(_GENERAL, clusters)


def cell(cluster: str, face: Face) -> Cell | None:
    """A cluster; None where nothing of it is seen."""
    pen = Pen(4 * HEIGHT * len(cluster))
    pen.set(cluster, face.font, face.baseline)
    return pen.cell(face.font.getname()[0] or "a font of this computer")


def _first(names: tuple[str, ...], clusters: list[str]) -> Face | None:
    for name in names:
        if all(_has(name, cluster) for cluster in clusters):
            for size in _SIZES:
                font = _font(name, size)
                fitting = font and _fitting(font, clusters)
                if fitting:
                    return fitting
    return None


def _fitting(font: ImageFont.FreeTypeFont, clusters: list[str]) -> Face | None:
    boxes = [font.getbbox(cluster, mode="1", anchor="ls") for cluster in clusters]
    above = ceil(max(0, *(-box[1] for box in boxes)))
    below = ceil(max(0, *(box[3] for box in boxes)))
    if above + below > HEIGHT:
        return None
    return Face(font, min(max(13, above), HEIGHT - below))


def _has(name: str, cluster: str) -> bool:
    # not Raqm: it would put a circle below a mark that stands alone
    font = _font(name, HEIGHT, ImageFont.Layout.BASIC)
    if font is None:
        return False
    box = look(font, _NOWHERE)
    seen = (char for char in cluster if not unseen(char) and not char.isspace())
    return all(look(font, char) != box for char in seen)


@cache
def _font(
    name: str, size: int, layout: ImageFont.Layout | None = None
) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size, layout_engine=layout)
    except (OSError, ImportError):  # not there, or Pillow without FreeType
        return None
