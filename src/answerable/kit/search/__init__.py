"""Search over whatever the rooms declare, with the same answers on SQLite and on PostgreSQL.

    search.declare(SearchKind("alliance.body", label=_("Bodies"), documents=…, seen_by=…, show=…))
    touching.touched("body", body.pk)        # in the act that changed it (see `kit.touching`)

An analyser of our own makes terms of texts: folded words, beginnings of names, stems by language. The database only
keeps and finds them. What a reader may not know of is neither found nor counted, and nothing is ever suggested out of
the index. Whatever must not be found has no kind here: concerns never have one.
"""

from .asking import Question, read
from .documents import EVERYONE, Document, Hit, SearchKind, Text, declare, kind_named, kinds
from .finding import MOST, Found, find, find_each
from .indexing import (
    Renewed,
    catch_up,
    forget,
    out_of_date,
    rebuild,
    rebuild_all,
    remove_strangers,
    renew,
    renew_touched,
)
from .marking import Part, Shown, marked
from .mending import mend

__all__ = [
    "EVERYONE", "MOST", "Document", "Found", "Hit", "Part", "Question", "Renewed", "SearchKind", "Shown", "Text",
    "catch_up", "declare", "find", "find_each", "forget", "kind_named", "kinds", "marked", "mend", "out_of_date", "read",
    "rebuild", "rebuild_all", "remove_strangers", "renew", "renew_touched",
]  # fmt: skip
