"""The chip `rp2040`: rp2040py runs a stock image of MicroPython, instruction by instruction.

rp2040py is pinned to one version: what it has no call for is done at its inner names, each in
one place here.
"""
