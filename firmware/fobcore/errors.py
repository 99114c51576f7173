"""The closed list of errors that a fob answers with; the sentences for people are the host's."""

# What is wrong with a request.
BAD_REQUEST = "bad_request"  # not a JSON object of the documented shape
BAD_COMMAND = "bad_command"  # no such command in this firmware
SESSION = "session"  # not the session of the last hello
REUSED_ID = "reused_id"  # the same session and sequence with another body
TOO_LONG = "too_long"  # larger than the request size that hello tells

# What is wrong with an account.
BAD_ISSUER = "bad_issuer"
BAD_NAME = "bad_name"
BAD_SECRET = "bad_secret"
BAD_TYPE = "bad_type"
BAD_ALGORITHM = "bad_algorithm"
BAD_DIGITS = "bad_digits"
BAD_PERIOD = "bad_period"
BAD_COUNTER = "bad_counter"
NO_PICTURE = "no_picture"  # a request names a picture that has not come, or is gone
CLASH = "clash"  # issuer and name are there with another key; details: id
NOT_FOUND = "not_found"
FULL = "full"

# What the owner did, or did not do.
REFUSED = "refused"
TIMEOUT = "timeout"
NOT_APPROVED = "not_approved"  # an account that is not of an approved batch
OFF = "off"  # codes over USB are switched off
NO_EXPORT = "no_export"  # accounts never leave this fob: that was set for good
BAD_KEY = "bad_key"  # no such setting
BAD_VALUE = "bad_value"  # not a value of this setting

# The lock.
LOCKED = "locked"
BAD_PIN = "bad_pin"  # details: tries (left), wait (seconds until the next)
PIN_WAIT = "pin_wait"  # too early for a try; details: wait (seconds)
PIN_FORMAT = "pin_format"  # not 4 to 12 digits
NO_PIN = "no_pin"  # this fob has none
WIPED = "wiped"  # that was the last try: everything is erased

# What the fob can't do at present.
CLOCK = "clock"  # the clock is not set: there is no code
CLOCK_RANGE = "clock_range"  # a time that the clock can't keep
CLOCK_FAULT = "clock_fault"  # the clock's chip did not take the time
NO_TRIM = "no_trim"  # the clock's chip has nothing to trim it by
NOT_LEARNT = "not_learnt"  # its drift is not known yet
STORAGE = "storage"  # the vault can't be read or written; it is not taken for empty

CODES = (
    BAD_REQUEST, BAD_COMMAND, SESSION, REUSED_ID, TOO_LONG, BAD_ISSUER, BAD_NAME, BAD_SECRET,
    BAD_TYPE, BAD_ALGORITHM, BAD_DIGITS, BAD_PERIOD, BAD_COUNTER, CLASH, NO_PICTURE, NOT_FOUND,
    FULL, REFUSED, TIMEOUT, NOT_APPROVED, OFF, NO_EXPORT, BAD_KEY, BAD_VALUE, LOCKED, BAD_PIN,
    PIN_WAIT, PIN_FORMAT, NO_PIN, WIPED, CLOCK, CLOCK_RANGE, CLOCK_FAULT, NO_TRIM, NOT_LEARNT,
    STORAGE,
)  # fmt: skip


class FobError(Exception):
    """An expected failure: `code` is one of CODES, `details` a dict of plain JSON values.

    Neither ever holds a secret, a key or a PIN.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
