"""Names in any script: a picture of 16 rows for what the fob has no characters of.

    label = strip_of("阿里云")     None where the fob draws the name by itself
    label.strip                    what goes to the fob (fobcore.strip), or None
    preview(label.strip)           the same picture for a terminal
"""

from mfob.labels.label import NAME_MAX, Label, strip_of
from mfob.labels.preview import preview

__all__ = ["NAME_MAX", "Label", "preview", "strip_of"]
