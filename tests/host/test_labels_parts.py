"""What a name's picture is made of: clusters, their order, fonts of the computer, the preview."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont, features

from fobcore import strip
from mfob import labels
from mfob.labels import direction, systemfont, unifont
from mfob.labels.clusters import clusters

RAQM = pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi here")
LARGER = 6  # pixels: a font that is too high at its first size
# a font of Devanagari: its file, in the order in which mfob takes them, and its name
DEVANAGARI = {
    "NotoSansDevanagari-Regular.ttf": "Noto Sans Devanagari",
    "Lohit-Devanagari.ttf": "Lohit Devanagari",
}


def installed(name: str) -> bool:
    try:
        ImageFont.truetype(name, 16)
    except OSError:
        return False
    return True


DEVANAGARI_FILE = next(filter(installed, DEVANAGARI), "")


def packed(text: str) -> bytes:
    label = labels.strip_of(text)
    assert label is not None and label.strip is not None and strip.valid(label.strip)
    return label.strip


def widths(text: str) -> list[int]:
    return list(strip.pieces_of(packed(text)))


def rows(data: bytes) -> list[str]:
    """Each row as a string of 0 and 1."""
    picture = Image.frombytes("1", (strip.width(data), 16), strip.rows_of(data))
    width = range(picture.width)
    return ["".join(str(int(bool(picture.getpixel((x, y))))) for x in width) for y in range(16)]


# by hand from Unicode Standard Annex 29 and, for the conjuncts, from how the scripts are written
@pytest.mark.parametrize(
    "text",
    [
        "阿|里|云", "e\u0301|x", "👨‍👩‍👧|🔑", "🇩🇪|🇫🇷", "1️⃣|2", "👍🏽|a", "ที่|ผู้|ใ|ช้",
        "हि|न्दी", "क्षि|प", "ಕ್ಷ|ರ", "ශ්‍රී|ල", "ស្រី|ម", "မြ|န်|မာ", "க்ஷ|ம", "שָׁ|ל", "ง\u0e3a|ก",
    ],
)  # fmt: skip
def test_what_belongs_together_stays_together(text: str) -> None:
    assert clusters(text.replace("|", "")) == text.split("|")


# by hand from Unicode Standard Annex 9
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("ab אבג 12", "ab 12 גבא"),
        ("אבג 12 ab", "ab 12 גבא"),
        ("אבג (ab) 12", "12 (ab) גבא"),  # N0: a pair of brackets goes with the text
        ("ab (אבג) 12", "ab (גבא) 12"),
        ("אב [ג]", "[ג] בא"),  # L4: brackets are mirrored
        ("אב ab!", "!ab בא"),
        ("ab\u202eba\u202c", "abba"),  # an override would let a name look like another one
    ],
)
def test_right_to_left_text_is_in_the_order_in_which_it_is_seen(text: str, seen: str) -> None:
    assert "".join(place.cluster for place in direction.placed(list(text))) == seen


def test_marks_stay_with_their_letter_and_equal_clusters_keep_their_places() -> None:
    placed = direction.placed(["שָׁ", "ל", "ל\u05b8", "a", "a\u0301"])
    assert [place.cluster for place in placed] == ["a", "a\u0301", "ל\u05b8", "ל", "שָׁ"]
    assert [place.rtl for place in placed] == [False, False, True, True, True]


# from Unicode's chart of Arabic Presentation Forms-B
@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بنك", "\ufe91\ufee8\ufeda"),  # beh initial, noon medial, kaf final
        ("لا", "\ufefb"),  # the ligature of lam and alef
        ("در", "\ufea9\ufead"),  # neither joins what follows
        ("می\u200cخ", "\ufee3\ufbfd\ufea5"),  # kept apart
        ("بَن", "\ufe91\u064e\ufee6"),  # its vowel stays
        ("👨\u200d👩 ب", "👨\u200d👩 \ufe8f"),  # an emoji's joiner too
    ],
)
def test_arabic_letters_take_the_forms_that_they_have_beside_each_other(
    text: str, forms: str
) -> None:
    assert direction.joined(text).replace("\u200c", "") == forms


def test_emoji_are_drawn_member_by_member() -> None:
    assert widths("👨‍👩‍👧") == [48]
    assert packed("❤\ufe0f") == packed("❤")
    assert packed("👍🏽") == packed("👍")
    assert len(widths("🇯🇵x")) == 2
    assert widths("👩‍❤️‍💋‍👨‍👩‍👧") == [64, 32]  # six in a chain: parted between two of them


def test_marks_take_no_room_of_their_own_and_lose_no_ink() -> None:
    assert widths("ạ̈") == widths("ạ") == [8]
    assert len(widths("a" + "\u0301" * 50 + "云")) == 2
    circled = rows(packed("x\u20dd"))  # the circle reaches out on both sides
    assert circled[1].strip("0") and len(circled[0]) > 8
    alone = rows(packed("\u0e31"))  # a mark with no letter
    assert sum(row.count("1") for row in alone) > 4


def test_what_only_steers_leaves_no_trace() -> None:
    assert packed("\U000e01ef阿\U000e0101里") == packed("阿里")
    assert packed("ב\ufe0f") == packed("ב")
    assert packed("阿\u200b\u2060里\u200e\ufe0e") == packed("阿里")
    assert packed("阿\n里") == packed("阿 里")


def test_a_font_of_the_computer_stands_in_for_unifont(monkeypatch: pytest.MonkeyPatch) -> None:
    def brought(name: str, size: int, _: object = None) -> ImageFont.FreeTypeFont | None:
        font = ImageFont.load_default(size + LARGER)  # the one that is inside Pillow
        assert isinstance(font, ImageFont.FreeTypeFont)
        return font if name == "DejaVuSans.ttf" else None

    monkeypatch.setattr(systemfont, "_font", brought)
    monkeypatch.setattr(unifont, "_font", lambda _: None)
    unifont.has.cache_clear()
    try:
        label = labels.strip_of("g™A")
        assert label is not None and label.strip is not None and strip.valid(label.strip)
        assert label.how == "Aileron" and not label.notes
        assert len(strip.pieces_of(label.strip)) == 3
        lit = sum(row.count("1") for row in rows(label.strip))
        assert lit == _ink("g™A")
        for text, plain in ("云", "Yun"), ("a\ue000", "a"), ("\U000102ff", "?"):
            missing = labels.strip_of(text)  # a character of China, one of nobody, one of none
            assert missing is not None and (missing.text, missing.strip) == (plain, None)
    finally:
        unifont.has.cache_clear()


def _ink(chars: str) -> int:
    """How many pixels they have together, at the largest size at which none is cut off."""
    for size in range(16 + LARGER, 8 + LARGER, -1):
        font = ImageFont.load_default(size)
        picture = Image.new("1", (32 * len(chars), 64))
        draw = ImageDraw.Draw(picture)
        draw.fontmode = "1"
        for at, char in enumerate(chars):
            draw.text((32 * at + 8, 32), char, font=font, fill=1, anchor="ls")
        box = picture.getbbox()
        if box and box[3] - box[1] <= 16:
            return picture.width * picture.height - picture.histogram()[0]
    raise AssertionError(chars)


def test_only_raqm_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    font = ImageFont.load_default(12)
    monkeypatch.setattr(systemfont, "_font", lambda *_: font)
    monkeypatch.setattr(systemfont.features, "check", lambda what: what == "raqm")
    assert systemfont.shaping("DEVANAGARI", ["a"]) is not None
    monkeypatch.setattr(systemfont.features, "check", lambda _: False)
    assert systemfont.shaping("DEVANAGARI", ["a"]) is None


@RAQM
@pytest.mark.skipif(not DEVANAGARI_FILE, reason="no font here: fonts-lohit-deva, as `make tools`")
def test_devanagari_is_shaped_by_a_font_of_the_computer() -> None:
    label = labels.strip_of("क्षि")
    assert label is not None and label.strip is not None and strip.valid(label.strip)
    assert (label.how, label.notes) == (DEVANAGARI[DEVANAGARI_FILE], ())
    drawn = []
    for size in range(16, 8, -1):
        picture = Image.new("1", (64, 64))
        draw = ImageDraw.Draw(picture)
        draw.fontmode = "1"
        font = ImageFont.truetype(DEVANAGARI_FILE, size)
        draw.text((16, 32), "क्षि", font=font, fill=1, anchor="ls")
        drawn.append(picture.crop(picture.getbbox()))
    picture = Image.frombytes("1", (strip.width(label.strip), 16), strip.rows_of(label.strip))
    box = picture.getbbox()
    largest = next(one for one in drawn if one.height <= 16)
    assert picture.crop(box).tobytes() == largest.tobytes()
    assert len(strip.pieces_of(label.strip)) == 1


@pytest.mark.parametrize("text", ["阿里云", "莎士比亚@example.com", "בנק", "😀🔑"])
def test_the_preview_has_the_bits_of_the_strip(text: str) -> None:
    data = packed(text)
    lines = labels.preview(data, columns=512).split("\n")
    upper = ["".join(str(int(block in "▀█")) for block in line) for line in lines]
    lower = ["".join(str(int(block in "▄█")) for block in line) for line in lines]
    assert len(lines) == 8
    assert [row for pair in zip(upper, lower, strict=True) for row in pair] == rows(data)


def test_the_preview_of_a_wide_strip_is_parted_between_pieces() -> None:
    data = packed("莎士比亚@example.com")  # 4 times 16, then 12 times 8
    views = [view.split("\n") for view in labels.preview(data, columns=70).split("\n\n")]
    assert [len(view) for view in views] == [8, 8, 8]
    assert [len(view[0]) for view in views] == [64, 64, 32]
    whole = labels.preview(data, columns=512).split("\n")
    assert ["".join(lines) for lines in zip(*views, strict=True)] == whole
    assert len(labels.preview(packed("👨‍👩‍👧"), columns=10).split("\n")[0]) == 48


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=64))
def test_any_text_is_drawn_by_the_fob_or_has_a_strip_or_plain_letters(text: str) -> None:
    label = labels.strip_of(text)
    if label is not None and label.strip is not None:
        assert strip.valid(label.strip) and max(strip.pieces_of(label.strip)) <= 64
        assert len(labels.preview(label.strip, columns=512).split("\n")) == 8
    elif label is not None:
        assert label.text.isascii() and label.text.isprintable()
        assert 1 <= len(label.text) <= labels.NAME_MAX and label.notes
