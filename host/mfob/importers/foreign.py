"""Files that are no app's export, by the bytes that they begin with: what to do with each, before
bytes without a mark are taken for an export that has none."""

from __future__ import annotations

_UNPACK = "It is packed ({kind}): unpack it, and import what is in it."
_PICTURE = "It is a picture in a format that is not read ({kind}): save it as PNG or JPEG."
_NOTHING = "It is {kind}: no app's export that mfob knows."
_AGE = "It is encrypted by age: `mfob restore` takes it where it is a fob's backup, else `age -d`."
_PGP = "It is encrypted by OpenPGP: decrypt it first (gpg -d), and import what comes out."

# what a file begins with: the sentence, and what it calls the file
_MAGICS: tuple[tuple[bytes, str, str], ...] = (
    (b"age-encryption.org/", _AGE, ""),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", _AGE, ""),
    (b"-----BEGIN PGP MESSAGE-----", _PGP, ""),
    (b"-----BEGIN ", _NOTHING, "a key or a certificate"),
    (b"\x1f\x8b", _UNPACK, "gzip"),
    (b"\x1f\x9d", _UNPACK, "compress"),
    (b"BZh", _UNPACK, "bzip2"),
    (b"\xfd7zXZ\0", _UNPACK, "xz"),
    (b"\x04\x22\x4d\x18", _UNPACK, "lz4"),
    (b"LZIP", _UNPACK, "lzip"),
    (b"\x28\xb5\x2f\xfd", _UNPACK, "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", _UNPACK, "7-Zip"),
    (b"Rar!\x1a\x07", _UNPACK, "RAR"),
    (b"MSCF\0\0\0\0", _UNPACK, "cabinet"),
    (b"PK\x05\x06", _UNPACK, "an empty ZIP"),
    (b"PK\x07\x08", _UNPACK, "ZIP in parts"),
    (b"ANDROID BACKUP\n", _UNPACK, "an Android backup"),
    (b"II*\0", _PICTURE, "TIFF"),
    (b"MM\0*", _PICTURE, "TIFF"),
    (b"\xff\x0a", _PICTURE, "JPEG XL"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", _PICTURE, "JPEG XL"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", _PICTURE, "JPEG 2000"),
    (b"8BPS", _PICTURE, "Photoshop"),
    (b"%!PS", _PICTURE, "PostScript"),
    (b"\xc5\xd0\xd3\xc6", _PICTURE, "PostScript"),
    (b"Salted__", _NOTHING, "encrypted by OpenSSL"),
    (b"LUKS\xba\xbe", _NOTHING, "an encrypted disk (LUKS)"),
    (b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5", _NOTHING, "a database of KeePass 1 (save it as KDBX)"),
    (b"SQLite format 3\0", _NOTHING, "a database (SQLite)"),
    (b"\x7fELF", _NOTHING, "a program"),
    (b"MZ", _NOTHING, "a program"),
    (b"\xca\xfe\xba\xbe", _NOTHING, "a program"),
    (b"\xcf\xfa\xed\xfe", _NOTHING, "a program"),
    (b"\xce\xfa\xed\xfe", _NOTHING, "a program"),
    (b"\0asm", _NOTHING, "a program"),
    (b"UF2\n", _NOTHING, "firmware"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _NOTHING, "a document of Microsoft Office"),
    (b"bplist00", _NOTHING, "a property list of Apple's"),
    (b"ID3", _NOTHING, "a sound"),
    (b"fLaC", _NOTHING, "a sound"),
    (b"OggS", _NOTHING, "a sound or a film"),
    (b"RIFF", _NOTHING, "a sound or a film"),
    (b"\x1a\x45\xdf\xa3", _NOTHING, "a film"),
    (b"wOFF", _NOTHING, "a font"),
    (b"wOF2", _NOTHING, "a font"),
    (b"\0\x01\0\0\0", _NOTHING, "a font"),
)
# ISO 14496-12: a size of 4 bytes, "ftyp", and the brand
_BRANDS = {
    b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"heim": "HEIC", b"mif1": "HEIC",
    b"msf1": "HEIC", b"avif": "AVIF", b"avis": "AVIF",
}  # fmt: skip
_ZIP_MARK = b"PK\x03\x04"
_TAR_AT, _TAR = 257, b"ustar"


def sentence(data: bytes) -> str | None:
    """What a file is that no app wrote, and what to do with it; None of what may be an export."""
    text = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, said, kind in _MAGICS:
        if magic.startswith(b"-----"):  # armour, which people paste
            found = text.startswith(magic)
        else:  # a text may begin with few bytes by chance
            found = data.startswith(magic) and not (len(magic) < 4 and text.isascii())
        if found:
            return said.format(kind=kind)
    if data[4:8] == b"ftyp":
        brand = _BRANDS.get(data[8:12])
        return _PICTURE.format(kind=brand) if brand else _NOTHING.format(kind="a film")
    if data.startswith(_ZIP_MARK):
        return _UNPACK.format(kind="ZIP")
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return _UNPACK.format(kind="tar")
    return _PGP if is_openpgp(data) else None


# The packets that a file may begin with (RFC 9580, 5), by their tag: the versions, or what else
# the first byte in them is.
_PACKETS: dict[int, frozenset[int]] = {
    1: frozenset((2, 3, 6)),  # a session key, encrypted to a public key
    2: frozenset((2, 3, 4, 5, 6)),  # a signature
    3: frozenset((4, 5, 6)),  # a session key, encrypted by a password
    4: frozenset((3, 6)),  # a signature that follows
    5: frozenset((2, 3, 4, 5, 6)),  # keys
    6: frozenset((2, 3, 4, 5, 6)),
    8: frozenset(range(4)),  # packed data: by what
    9: frozenset(range(256)),  # encrypted data, without a version
    10: frozenset(b"P"),  # "PGP"
    11: frozenset(b"btul1m"),  # plain data: of what kind
    18: frozenset((1, 2)),  # encrypted data
    20: frozenset((1,)),
}


def is_openpgp(data: bytes) -> bool:
    """Whether the bytes begin with an OpenPGP packet, in the old format or the new one: its tag,
    a length that fits the file, and a first byte that such a packet has."""
    if len(data) < 3 or not data[0] & 0x80:
        return False
    if data[0] & 0x40:
        tag, (header, length) = data[0] & 0x3F, _new_length(data)
    else:
        tag, kind = data[0] >> 2 & 0xF, data[0] & 3
        header = 1 + (1, 2, 4, 0)[kind]  # 3: to the file's end
        length = len(data) - 1 if kind == 3 else int.from_bytes(data[1:header], "big")
    if tag not in _PACKETS or not 0 < length <= len(data) - header or tag == 9 and length < 16:
        return False
    return data[header] in _PACKETS[tag]


def _new_length(data: bytes) -> tuple[int, int]:
    """How long a new packet's header is, and its body, or the first part of it."""
    first = data[1]
    if first < 192:
        return 2, first
    if first < 224:
        return 3, (first - 192 << 8) + data[2] + 192
    if first == 255:
        return 6, int.from_bytes(data[2:6], "big")
    return 2, 1 << (first & 0x1F)
