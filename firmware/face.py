"""Fonts by their size, as screens have them: a module is loaded when the first text is drawn."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Glyphs
    from others import Others


class Face:
    """A font; `scripts`: whether the fob has those of other scripts in its size."""

    def __init__(self, kind: str, size: "tuple[int, int]", scripts: bool = False) -> None:
        self.WIDTH, self.HEIGHT = size
        self._kind = kind
        self._scripts = scripts
        self._module: "Glyphs | None" = None
        self._others: "Others | None" = None

    @property
    def CHARS(self) -> str:  # noqa: N802  as the module's
        """The characters that there are; the last one stands for all others."""
        return self._loaded().CHARS

    @property
    def DATA(self) -> bytes:  # noqa: N802
        """Their pictures, each row in whole bytes."""
        return self._loaded().DATA

    def other(self, text: str, at: int) -> bytes:
        """The picture of a character of the text that CHARS lacks; the box where none has it."""
        if not self._scripts:
            return self.box()
        if self._others is None:
            from others import Others

            self._others = Others(self)
        return self._others.picture(text, at)

    def box(self) -> bytes:
        """The last one's picture."""
        return self.DATA[-((self.WIDTH + 7) // 8 * self.HEIGHT) :]

    def forget(self) -> None:
        """Lets go of what tells of the names that were drawn."""
        self._others = None

    def _loaded(self) -> "Glyphs":
        if self._module is None:
            name = "%s%dx%d" % (self._kind, self.WIDTH, self.HEIGHT)
            self._module = getattr(__import__("fonts." + name), name)
        assert self._module is not None
        return self._module
