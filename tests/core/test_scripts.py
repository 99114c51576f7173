"""What the fob says it can draw, it has a glyph of in every size of text, and nothing besides."""

from fobcore.scripts import SCRIPTS, by_script, drawn, script_of

SIZES = ((5, 8), (6, 12), (8, 16))
# Letters of languages as their Unicode CLDR exemplar sets have them
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ABCXYZ 0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "\u00e4\u00f6\u00fc\u00df\u1e9e \u00e0\u00e2\u00e6\u00e7\u00e9\u00e8\u00ea\u00eb\u00ef\u00ee"
    "\u00f4\u0153\u00f9\u00fb\u00ff \u00f1\u00bf\u00a1 \u00e3\u00f5 \u00e5\u00f8",
    "\u0105\u0107\u0119\u0142\u0144\u00f3\u015b\u017a\u017c\u0141\u015a",  # Polish
    "\u00e1\u010d\u010f\u00e9\u011b\u00ed\u0148\u00f3\u0159\u0161\u0165\u00fa\u016f\u00fd\u017e",
    "\u013e\u013a\u0155\u00f4\u00e4 \u010d\u0107\u017e\u0161\u0111",  # Slovak, Croatian
    "\u0151\u0171\u0150\u0170 \u011f\u0131\u0130\u015f\u00e7 \u0259\u018f",  # Hungarian, Turkish
    "\u0103\u00e2\u00ee\u0219\u021b\u0218\u021a \u0101\u0123\u0137\u013c\u0146 \u0173\u0117\u012f",
    "\u0127\u0121\u010b \u0109\u011d\u0125\u0135\u015d\u016d \u0175\u0177 \u00f0\u00fe",
    "\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf"
    "\u03c0\u03c1\u03c3\u03c2\u03c4\u03c5\u03c6\u03c7\u03c8\u03c9\u03ac\u03ad\u03ae\u03af\u03cc"
    "\u03cd\u03ce\u03ca\u03cb\u0390\u03b0\u0391\u03a9\u0386\u038f",
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0436\u0437\u0438\u0439\u043a\u043b\u043c\u043d"
    "\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044a\u044b\u044c"
    "\u044d\u044e\u044f \u0410\u042f\u0401",
    "\u0454\u0456\u0457\u0491\u0490 \u045e \u0452\u0458\u0459\u045a\u045b\u045f",
    "\u0453\u0455\u045c",
    "\u04d9\u0493\u049b\u04a3\u04e9\u04b1\u04af\u04bb \u0497 \u04e3\u049b\u04ef\u04b3\u04b7",
    "\u201cx\u201d \u201ex\u201c \u2018x\u2019 \u2013 \u2014 \u2022 \u20ac \u2116 \u2026",
)
NOT = (
    0x00, 0x1F, 0x7F, 0x80, 0xA0, 0xAD, 0x180, 0x217, 0x21C, 0x301, 0x383, 0x38B, 0x38D, 0x3A2,
    0x3CF, 0x460, 0x48F, 0x500, 0x5D0, 0x627, 0xE01, 0x1EA1, 0x1F00, 0x200B, 0x202E, 0x20AD,
    0x3042, 0x4E2D, 0xAC00, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF,
)  # fmt: skip


def codes_of(ranges) -> list:
    found = []
    for at in range(0, len(ranges), 2):
        found.extend(range(ranges[at], ranges[at + 1] + 1))
    return found


def module_of(script: str, size):
    name = "%s%dx%d" % (script, size[0], size[1])
    return getattr(__import__("fonts." + name), name)


def test_every_character_has_a_glyph_in_every_size():
    for script, ranges in SCRIPTS:
        wanted = codes_of(ranges)
        for size in SIZES:
            module = module_of(script, size)
            chars = [ord(module.CHARS[at : at + 1]) for at in range(len(module.CHARS))]
            if script == "spleen":
                assert chars.pop() == 0xFFFD
            assert chars == wanted, (script, size)
            assert size == (module.WIDTH, module.HEIGHT)
            bytes_each = (size[0] + 7) // 8 * size[1]
            assert len(module.DATA) == bytes_each * len(module.CHARS)
            for number, code in enumerate(chars):
                glyph = module.DATA[number * bytes_each : (number + 1) * bytes_each]
                assert any(glyph) == (code != 0x20), (script, size, hex(code))


def test_a_character_has_one_script():
    codes = []
    for script, ranges in SCRIPTS:
        found = codes_of(ranges)
        codes += found
        for code in found:
            assert script_of(code) == script, hex(code)
    assert len(set(codes)) == len(codes)


def test_alphabets():
    for text in ALPHABETS:
        assert drawn(text.encode()), text
    assert drawn(b"")


def test_what_is_not_drawn():
    for code in NOT:
        assert script_of(code) == "", hex(code)
        for text in (chr(code), "Bank " + chr(code), chr(code) + "\u0416"):
            assert not drawn(text.encode()), hex(code)


def test_what_is_no_utf8():
    for text in (b"\xff", b"a\xc3", b"\x80abc"):
        try:
            drawn(text)
        except UnicodeError:
            continue
        raise AssertionError(text)


def test_sorted_by_script():
    text = "a\u0416\u0142\u03b1\u4e2d\u0417\u2026"
    assert by_script(text) == [
        ("latin", "\u0142"),
        ("greek", "\u03b1"),
        ("cyrillic", "\u0416\u0417"),
    ]
    assert by_script("abc") == []
