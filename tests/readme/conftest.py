"""The stand-ins that the pages' tests share with the host's: a fake fob, a Linux with udev."""

from host.conftest import fob as fob
from host.test_udev import etc as etc
