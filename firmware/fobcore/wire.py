"""What others have to know of the link before it is loaded: the longest line, and what work under
way tells it."""

MAX_LINE = 200  # bytes, newline included: fits a 256-byte receive buffer
BUSY = "busy"  # what a command's generator yields while it works
WAIT = "wait"  # and while it waits for the button
NO_CHANGE = bytes(8)  # the id of a change that no computer has asked for
