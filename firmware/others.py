"""What names in other scripts are drawn with: a few glyphs of each size of text.

A script's module (fobcore/scripts.py says which) is let go of once the glyphs of a text are taken
out of it. All this, too, is loaded when there is need of it: a fob without such names has no heap
taken. From a frozen image a module costs next to nothing.
"""

import sys

_ROOM = 64  # glyphs that are kept: more than a screen has different ones

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    from face import Face


class Others:
    """Glyphs that a face's own font lacks: _ROOM of them at most, those of the last names."""

    def __init__(self, face: "Face") -> None:
        self._face = face
        self._size = len(face.box())
        self._chars = ""
        self._pictures = b""  # theirs, in that order

    def picture(self, text: str, at: int) -> bytes:
        """That of a character of the text; the box where no script has it."""
        index = self._chars.find(text[at : at + 1])
        if index < 0:
            index = self._fetch(text, at)
        return self._pictures[index * self._size : (index + 1) * self._size]

    def _fetch(self, text: str, at: int) -> int:
        """Takes the character, and those behind it in the same go; where it is kept."""
        wanted = self._missing(text, at)
        if len(self._chars) + len(wanted) > _ROOM:
            self._chars = ""
            self._pictures = b""
        face, size = self._face, self._size
        pictures = bytearray(face.box() * len(wanted))
        for name, chars in _once("fobcore", "scripts").by_script(wanted):
            try:
                module = _once("fonts", "%s%dx%d" % (name, face.WIDTH, face.HEIGHT))
            except (ImportError, MemoryError):
                continue  # boxes: better than a fob that can't show the name's code
            for number in range(len(chars)):
                char = chars[number : number + 1]
                there, here = module.CHARS.find(char) * size, wanted.find(char) * size
                pictures[here : here + size] = module.DATA[there : there + size]
        index = len(self._chars)  # the character itself is the first that was missing
        self._chars += wanted
        self._pictures += bytes(pictures)
        return index

    def _missing(self, text: str, at: int) -> str:
        """What is not here yet of a text, from a character on, each once."""
        known = self._face.CHARS
        wanted = ""
        while at < len(text) and len(wanted) < _ROOM:
            char = text[at : at + 1]  # no iteration: see fobcore.rules.is_text
            if known.find(char) < 0 and self._chars.find(char) < 0 and wanted.find(char) < 0:
                wanted += char
            at += 1
        return wanted


def _once(package: str, name: str) -> "ModuleType":
    """A module that is not kept, unless it was there before. Raises ImportError, MemoryError."""
    path = package + "." + name
    there = path in sys.modules
    try:
        return getattr(__import__(path), name)
    finally:
        if not there:
            sys.modules.pop(path, None)
            if hasattr(sys.modules.get(package), name):
                delattr(sys.modules[package], name)
