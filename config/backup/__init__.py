"""
One file with everything: the rows of all tables and all media, in a form that no database and no storage knows.

    manifest.json           format, migrations, and for each entry its size, its sha256 and its count of rows
    tables/<table>.jsonl    first the columns with their kinds, then one list for each row
    media/<name>            as uploaded
"""

from .restoring import restore
from .writing import write

__all__ = ["restore", "write"]
