"""The virtual fob's half on the computer: chips, models of parts, a world clock, a window."""
