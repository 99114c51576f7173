import micropython; micropython.kbd_intr(-1)  # noqa: E702, I001  the guard: no way to a prompt
try:
    import machine  # noqa: F401
except BaseException:
    import machine
    machine.reset()
