"""Putting the firmware onto a board, or a newer one onto a fob: `mfob install`."""
