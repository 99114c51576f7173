"""Makes this folder's *.otf.xz from GNU Unifont (Debian: fonts-unifont 1:15.0.01-2).

    python make_unifont.py [FOLDER WITH unifont.otf and unifont_upper.otf]

The fonts are only packed, nothing in them is changed; a file that is not the one that is named
here is refused, so that the folder always holds what it says.
"""

import hashlib
import lzma
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT_SOURCE = Path("/usr/share/fonts/opentype/unifont")
FONTS = {  # SHA-256 of the unpacked file
    "unifont.otf": "db1960227adcb14640063e7384fdcd2867aaf819d9ca4866bca289d4db9a9f67",
    "unifont_upper.otf": "29adae95e09d12c0169319669f82ae814dcafef029526c7c1304d07dd0e6fe1c",
}
PACKING = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def main(source: Path = DEFAULT_SOURCE) -> None:
    """Pack each font of the folder `source` into this one. SystemExit: it is another version."""
    for name, digest in FONTS.items():
        font = (source / name).read_bytes()
        if hashlib.sha256(font).hexdigest() != digest:
            raise SystemExit(f"{source / name} is not the version that is named in {__file__}")
        packed = lzma.compress(font, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=PACKING)
        (HERE / f"{name}.xz").write_bytes(packed)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
