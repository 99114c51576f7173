"""Names that viper code has as builtins; the chips' stubs do not know them."""

from typing import Protocol

class ptr8(Protocol):
    """A buffer's bytes, by index and unchecked. As an annotation only."""

    def __getitem__(self, index: int, /) -> int: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...

class ptr16(ptr8, Protocol):
    """A buffer's halfwords."""

class ptr32(ptr8, Protocol):
    """A buffer's words."""

def uint(value: object, /) -> int: ...
