"""The core of the fob: codes, vault, clock, link, screens. Knows no pins, no files, no board."""
