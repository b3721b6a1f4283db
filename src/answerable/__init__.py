"""Answerable helps an alliance keep its word.

The bundled SQLite takes the place of the system's before Django imports it: Debian 12's
3.40.1 can lose committed rows in WAL mode (fixed in 3.51.3).
"""

import sys

VERSION = "0.1.0"  # as in pyproject.toml

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this machine: settings then choose a safe journal mode
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
