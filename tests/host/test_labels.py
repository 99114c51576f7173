"""Names as pictures: every pixel is as Pillow draws the whole name at once with the same font."""

import lzma
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from fobcore import strip
from mfob import labels
from mfob.labels import systemfont, unifont

# script: the font's file, what each name ends with or "", words
SCRIPTS = {
    "han": ("unifont", "@example.com", "阿里云 招商银行 莎士比亚 微信 中国 臺灣銀行 騰訊 帳號"),
    "kana": ("unifont", "@example.jp", "みずほ銀行 セキュリティ ゆうちょ ログイン やまだ たろう"),
    "hangul": ("unifont", "@example.kr", "카카오뱅크 홍길동 국민은행 네이버 서울 계정"),
    "arabic": ("unifont", " 2024", "بنك الرياض الأهلي خالد لا كِتَاب إسلام آلاء حساب السلام"),
    "persian": ("unifont", " (abc) 12", "بانک ملی پارسیان پژگچ تهران کیوان"),
    "hebrew": ("unifont", " (abc) 12", "בנק לאומי שלום ירושלים הפועלים חשבון"),
    "thai": ("unifont", "@example.th", "ธนาคาร ที่ ผู้ใช้ กรุงเทพ ไทยพาณิชย์ บัญชี"),
    "lao": ("unifont", "1", "ທະນາຄານ ຜູ້ໃຊ້ ວຽງຈັນ ລາວ"),
    "georgian": ("unifont", "@example.ge", "საქართველოს ბანკი თბილისი ანგარიში"),
    "armenian": ("unifont", "@example.am", "Հայաստան բանկ Երևան հաշիվ"),
    "ethiopic": ("unifont", "", "ኢትዮጵያ ባንክ አዲስ አበባ"),
    "devanagari": ("unifont", "@example.in", "हिन्दी खाता बैंक भारत नमस्ते दिल्ली"),
    "emoji": ("unifont_upper", "", "😀 🔑🔒 🚀🐍 🏦💰 🐧"),
}
# letters of those scripts of which each stands for itself, first and last of a range
LETTERS = {
    "han": ("一", "龥"), "kana": ("あ", "ん"), "hangul": ("가", "힣"), "hebrew": ("א", "ת"),
    "thai": ("ก", "ฮ"), "georgian": ("ა", "ჰ"), "armenian": ("ա", "ֆ"), "ethiopic": ("ሀ", "ሆ"),
    "devanagari": ("क", "ह"), "emoji": ("😀", "🙏"),
}  # fmt: skip
RTL = ("arabic", "persian", "hebrew")
NAMES = 25  # a script
RAQM = pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi here")

# from GNU Unifont's unifont.hex
QAMATS = "000000000000000000000000003E0808"  # the point below a letter
HEX = {
    "阿": (
        "00007DFE4408480849E8512849284928"
        "4528452845E869285008400840284010"
    ),
    "里": (
        "00003FF8210821083FF8210821083FF8"
        "010001003FF8010001000100FFFE0000"
    ),
    "云": (
        "00003FF80000000000000000FFFE0200"
        "040004000840102020107FF820080008"
    ),
    "A": "0000000018242442427E424242420000",
    "ש": "000000000049494949494949497F0000",
    "홍": (
        "01000FE007C00820082007C001000100"
        "7FFC0000000007C00820082007C00000"
    ),
}


def font(name: str, layout: ImageFont.Layout) -> ImageFont.FreeTypeFont:
    data = lzma.decompress((unifont.FOLDER / f"{name}.otf.xz").read_bytes())
    return ImageFont.truetype(BytesIO(data), 16, layout_engine=layout)


def at_once(text: str, face: ImageFont.FreeTypeFont) -> Image.Image:
    """The whole text in one call of Pillow."""
    picture = Image.new("1", (int(face.getlength(text)), 16))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    draw.text((0, 0), text, font=face, fill=1)
    return picture


def picture_of(packed: bytes) -> Image.Image:
    return Image.frombytes("1", (strip.width(packed), 16), strip.rows_of(packed))


def names(script: str) -> list[str]:
    """The same ones at each run, and no two alike: one to three of its words, or letters in the
    place of one; half of them with the ending."""
    _, ending, words = SCRIPTS[script]
    random = Random(f"names in {script}")
    made: list[str] = []
    while len(made) < NAMES:
        some = random.sample(words.split(), random.randint(1, 3))
        if script in LETTERS:
            first, last = map(ord, LETTERS[script])
            letters = (chr(random.randint(first, last)) for _ in range(random.randint(1, 6)))
            some[0] = "".join(letters)
        name = " ".join(some) + random.choice((ending, ""))
        if name not in made:
            made.append(name)
    return made


@pytest.fixture
def unifont_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with no font but the one that mfob brings."""
    monkeypatch.setattr(systemfont, "_font", lambda *_: None)


@pytest.mark.usefixtures("unifont_alone")
@pytest.mark.parametrize(
    "script", [pytest.param(name, marks=RAQM if name in RTL else ()) for name in SCRIPTS]
)
def test_names_are_as_pillow_draws_them(script: str) -> None:
    # Raqm finds order and joins by FriBidi and HarfBuzz, where mfob has two other libraries; words
    # are left out in which HarfBuzz runs other letters into one than lam and alef
    layout = ImageFont.Layout.RAQM if script in RTL else ImageFont.Layout.BASIC
    face = font(SCRIPTS[script][0], layout)
    space = font("unifont", layout)
    for name in names(script):
        label = labels.strip_of(name)
        assert label is not None and label.strip is not None, name
        assert strip.valid(label.strip), name
        pieces = strip.pieces_of(label.strip)
        assert sum(pieces) == strip.width(label.strip) and max(pieces) <= 64, name
        assert (label.text, label.how) == (name, "unifont")
        if script == "emoji":  # that file has no space
            parts = [at_once(part, face) for part in name.split()]
            wanted = at_once(" ".join("　" * (part.width // 16) for part in parts), space)
            at = 0
            for part in parts:
                wanted.paste(part, (at, 0))
                at += part.width + 8
        else:
            wanted = at_once(name, face)
        got = picture_of(label.strip)
        assert (got.size, got.tobytes()) == (wanted.size, wanted.tobytes()), name
        again = labels.strip_of(name)
        assert again == label


@pytest.mark.parametrize("char", HEX)
def test_characters_are_unifonts_own_bitmaps(char: str) -> None:
    want = bytes.fromhex(HEX[char])
    label = labels.strip_of("云" + char)
    assert label is not None and label.strip is not None
    widths = strip.pieces_of(label.strip)
    picture = picture_of(label.strip)
    assert widths[1] == len(want) // 2
    assert picture.crop((16, 0, 16 + widths[1], 16)).tobytes() == want


def test_a_point_is_set_below_its_letter_as_unifont_means_it() -> None:
    # not held against Raqm, which moves the points of a font without tables down, out of the rows
    label = labels.strip_of("ש\u05b8")
    assert label is not None and label.strip is not None
    both = int(HEX["ש"], 16) | int(QAMATS, 16)
    assert strip.rows_of(label.strip) == both.to_bytes(16)


def test_a_chinese_issuer_and_account() -> None:
    issuer, account = labels.strip_of("阿里云"), labels.strip_of("莎士比亚@example.com")
    assert issuer is not None and issuer.strip is not None
    assert account is not None and account.strip is not None
    assert list(strip.pieces_of(issuer.strip)) == [16, 16, 16]
    assert list(strip.pieces_of(account.strip)) == [16] * 4 + [8] * len("@example.com")
    assert picture_of(issuer.strip).tobytes() == b"".join(
        b"".join(bytes.fromhex(HEX[char])[row : row + 2] for char in "阿里云")
        for row in range(0, 32, 2)
    )


@pytest.mark.parametrize("name", ["", "alice@example.com", "Müller", "Ωmega", "Привет"])
def test_what_the_fob_draws_needs_no_strip(name: str) -> None:
    assert labels.strip_of(name) is None


def test_a_name_in_pieces_of_unicode_is_drawn_in_form_nfc() -> None:
    assert labels.strip_of("Mu\u0308ller") is None
    hangul = labels.strip_of("\u1112\u1169\u11bc")  # 홍 in its three letters
    assert hangul == labels.strip_of("홍")


@pytest.mark.usefixtures("unifont_alone")
def test_letters_that_are_not_joined_are_said() -> None:
    label = labels.strip_of("हिन्दी")
    assert label is not None and label.strip is not None
    assert "Devanagari" in label.notes[0]


@pytest.mark.usefixtures("unifont_alone")
def test_a_character_that_no_font_has_is_plain_letters_and_said() -> None:
    label = labels.strip_of("𠮷田")  # of Unicode's plane 2, which the shipped fonts have not
    assert label is not None and label.strip is not None
    assert "𠮷" in label.notes[0] and "田" not in label.notes[0]
    assert strip.pieces_of(label.strip)[-1] == 16


@pytest.mark.usefixtures("unifont_alone")
def test_without_any_font_the_name_is_transliterated_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unifont, "_font", lambda _: None)
    unifont.has.cache_clear()
    unifont.cell.cache_clear()
    try:
        label = labels.strip_of("阿里云")
        assert label is not None
        assert (label.text, label.strip, label.how) == ("ALiYun", None, "transliterated")
        assert "'ALiYun'" in label.notes[0]
        long = labels.strip_of("云" * 64)
        assert long is not None and len(long.text) == labels.NAME_MAX and long.text.isascii()
    finally:
        unifont.has.cache_clear()
        unifont.cell.cache_clear()


def test_a_name_with_nothing_to_be_seen_still_shows_something() -> None:
    label = labels.strip_of("\u200b\u2060")
    assert label is not None and (label.text, label.strip) == ("?", None)


def test_long_names_end_in_an_ellipsis_between_clusters() -> None:
    text = "云" * 40
    label = labels.strip_of(text)
    assert label is not None and label.strip is not None
    face = font("unifont", ImageFont.Layout.BASIC)
    ellipsis = int(face.getlength("…"))
    kept = (strip.WIDTH_MAX - ellipsis) // 16
    wanted = at_once("云" * kept + "…", face)
    assert strip.valid(label.strip)
    assert picture_of(label.strip).tobytes() == wanted.tobytes()
    assert repr("云" * kept) in label.notes[0]


@RAQM
def test_long_names_from_right_to_left_end_on_the_left() -> None:
    text = "بنك الرياض " * 6
    label = labels.strip_of(text)
    assert label is not None and label.strip is not None
    kept = label.notes[0].partition(" after ")[2].strip("'.")
    assert text.startswith(kept) and len(kept) > 55
    wanted = at_once(kept + "…", font("unifont", ImageFont.Layout.RAQM))
    assert picture_of(label.strip).tobytes() == wanted.tobytes()
    assert strip.valid(label.strip)


def test_the_longest_name_that_fits_is_not_cut() -> None:
    label = labels.strip_of("云" * 32)
    assert label is not None and label.strip is not None
    assert strip.width(label.strip) == 512 and not label.notes
