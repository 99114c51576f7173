import micropython; micropython.kbd_intr(-1)  # noqa: E702, I001  the guard: no way to a prompt
try:
    import machine
    import sys

    # One file says which of the two places for firmware is the one to start.
    with open("/slot") as pointer:
        sys.path.insert(0, "/" + pointer.read(1))
    import start

    start.main()  # does not come back, but after a wipe
    machine.reset()
except BaseException as error:
    import machine
    import sys

    try:
        sys.print_exception(error)
    finally:
        machine.reset()
