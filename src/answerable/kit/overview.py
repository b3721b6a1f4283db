"""What the database knows of its own tables while very much is written in one go."""

from django.db import connection


def look_over() -> None:
    """Has PostgreSQL count its rows now; by itself it does so only some time after all is kept, and reads badly until then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
