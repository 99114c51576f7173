"""The end-to-end tests' virtual fobs, here too."""

from e2e.conftest import bench, fob

__all__ = ["bench", "fob"]
