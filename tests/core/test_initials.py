"""First letters in the order of their alphabets, whatever their case and accents."""

from fob import Fob
from fobcore.account import Account
from fobcore.initials import letter_of, sort_of
from fobcore.scripts import SCRIPTS

try:
    import unicodedata
except ImportError:
    unicodedata = None  # MicroPython

GREEK = (
    "\u0391\u0392\u0393\u0394\u0395\u0396\u0397\u0398\u0399\u039a\u039b\u039c\u039d\u039e\u039f"
    "\u03a0\u03a1\u03a3\u03a4\u03a5\u03a6\u03a7\u03a8\u03a9"
)
RUSSIAN = (  # without yo
    "\u0410\u0411\u0412\u0413\u0414\u0415\u0416\u0417\u0418\u0419\u041a\u041b\u041c\u041d\u041e"
    "\u041f\u0420\u0421\u0422\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d"
    "\u042e\u042f"
)
UKRAINIAN = (  # without ghe with upturn and yi, which have the sorts of what they are made of
    "\u0410\u0411\u0412\u0413\u0414\u0415\u0404\u0416\u0417\u0418\u0406\u0419\u041a\u041b\u041c"
    "\u041d\u041e\u041f\u0420\u0421\u0422\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042c\u042e"
    "\u042f"
)
SERBIAN = (
    "\u0410\u0411\u0412\u0413\u0414\u0402\u0415\u0416\u0417\u0418\u0408\u041a\u041b\u0409\u041c"
    "\u041d\u040a\u041e\u041f\u0420\u0421\u0422\u040b\u0423\u0424\u0425\u0426\u0427\u040f\u0428"
)
WITH = (  # no accents, but the same sort
    ("\u0141", "L"), ("\u0142", "L"), ("\u0111", "D"), ("\u0126", "H"), ("\u0131", "I"),
    ("\u0152", "O"), ("\u0153", "O"), ("\u00d8", "O"), ("\u0167", "T"), ("\u014b", "N"),
    ("\u0149", "N"), ("\u0138", "K"), ("\u017f", "S"), ("\u00df", "S"), ("\u1e9e", "S"),
    ("\u0132", "I"), ("\u018f", "E"), ("\u0259", "E"), ("\u00fe", "T"), ("\u03c2", "\u03a3"),
    ("\u0490", "\u0413"), ("\u0493", "\u0413"), ("\u0497", "\u0416"), ("\u049a", "\u041a"),
    ("\u04a3", "\u041d"), ("\u04af", "\u0423"), ("\u04b1", "\u0423"), ("\u04b2", "\u0425"),
    ("\u04b7", "\u0427"), ("\u04bb", "\u0425"), ("\u04d8", "\u0410"), ("\u04e9", "\u041e"),
    ("\u0405", "\u0417"), ("\u0457", "\u0406"), ("\u045f", "\u040f"),
)  # fmt: skip


def sort(text: str) -> int:
    return sort_of(text.encode())


def chars_of(ranges) -> list:
    found = []
    for at in range(0, len(ranges), 2):
        found += [chr(code) for code in range(ranges[at], ranges[at + 1] + 1)]
    return found


def test_alphabets_are_in_order():
    last = 27
    for alphabet in (GREEK, RUSSIAN):
        for at in range(len(alphabet)):
            letter = alphabet[at : at + 1]
            assert sort(letter) > last, letter
            last = sort(letter)
            assert letter_of(last) == letter
            assert sort(letter + "x") == sort(chr(ord(letter) + 0x20)) == last, letter
    assert last < 92
    for alphabet in (UKRAINIAN, SERBIAN):
        sorts = [sort(alphabet[at : at + 1]) for at in range(len(alphabet))]
        assert sorts == sorted(set(sorts)), sorts


def test_letters_of_the_alphabet_in_ascii():
    for number in range(26):
        assert sort(chr(0x41 + number)) == sort(chr(0x61 + number)) == 2 + number
        assert letter_of(2 + number) == chr(0x41 + number)
    for number in (0, 1, 92, 127):
        assert letter_of(number) == ""


def test_with_the_letter_they_are_made_of():
    for letter, base in WITH:
        assert sort(letter) == sort(base), letter


def test_without_accents():
    """What Unicode takes apart into a letter and marks; CPython has its tables."""
    if unicodedata is None:
        return
    count = 0
    for _, ranges in SCRIPTS:
        for char in chars_of(ranges):
            base = unicodedata.normalize("NFD", char)[0]
            if base != char and base.isalpha() and char not in "\u0419\u0439":  # short i: its own
                assert sort(char) == sort(base), char
                count += 1
    assert count > 190


def test_punctuation_is_no_letter():
    for char in "\u201c\u2018\u2014\u201e\u2022\u00ab-":
        assert sort(char + "\u0416") == 0


def test_every_sort_fits_beside_the_mark():
    for _, ranges in SCRIPTS:
        for char in chars_of(ranges):
            assert 0 <= sort(char) < 128
    for code in (0x4E2D, 0xAC00, 0x5D0, 0x627, 0x1F600, 0x10FFFF, 0x7FF, 0x800):
        assert 92 <= sort(chr(code)) < 128


def test_the_letters_on_the_screen():
    fob = Fob()
    fob.hello()
    fob.at(2000000000)
    names = ("Zoom", "\u0142\u00f3d\u017a", "\u0451\u043b\u043a\u0430", "\u0410\u0444", "\u03ac")
    for number in range(15):
        fob.vault.add(Account(names[number % 5], "n%d" % number, b"12345678901234567890"))
    fob.app.changed()
    fob.pass_time(1100)
    fob.app.press("ok", "short")
    rows = fob.app._dialog.screen
    shown = [rows._row(number) for number in range(rows.count)]
    assert shown == ["L  3", "Z  3", "\u0391  3", "\u0410  3", "\u0415  3"]
