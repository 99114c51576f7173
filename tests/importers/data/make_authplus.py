"""Makes authplus.db, by SQLCipher itself: python make_authplus.py, with the program sqlcipher.

tests/importers/test_authenticator_plus.py has the same accounts. Version 3 of SQLCipher writes the
same by default; later ones are told to.
"""

import os
import subprocess
from pathlib import Path

THERE = Path(__file__).parent / "authplus.db"
COMMANDS = """
PRAGMA key = 'correct horse';
PRAGMA cipher_compatibility = 3;
CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL,
  counter INTEGER DEFAULT 0, type INTEGER, issuer TEXT, original_name TEXT, category TEXT);
CREATE TABLE category (name TEXT);
INSERT INTO accounts VALUES
  (1, 'alice@example.com', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 0, 0, 'Example', NULL, ''),
  (2, 'bob', 'mfrggzdfmztwq2lk', 7, 1, '', 'Counted:bob', ''),
  (3, 'EU-1234', '3132333435363738393031323334353637383930', 0, 2, 'Battle.net', NULL, ''),
  (4, 'strange', 'GEZDGNBVGY3TQOJQ', 0, 9, 'Other', NULL, '');
"""


def main() -> None:
    THERE.unlink(missing_ok=True)
    os.umask(0o022)
    subprocess.run(["sqlcipher", str(THERE)], input=COMMANDS, text=True, check=True)


if __name__ == "__main__":
    main()
