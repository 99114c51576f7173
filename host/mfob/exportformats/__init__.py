"""What accounts are given to other apps as: no lock-in."""
