"""Whether SQLite's index over the terms still says what the rows say; if not, it is made anew from them."""

from django.db import DatabaseError, connection, transaction

AGREES = "INSERT INTO kit_searchterms(kit_searchterms, rank) VALUES ('integrity-check', 1)"
ANEW = "INSERT INTO kit_searchterms(kit_searchterms) VALUES ('rebuild')"


def mend() -> bool:
    """Compares the database's own index with the rows and sets it right; returns whether that was needed."""
    if connection.vendor != "sqlite":  # PostgreSQL writes a row together with its vector
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(AGREES)
    except DatabaseError:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ANEW)
        return True
    return False
