"""The field of a line of terms, which the database also keeps in an index of its own (see `search.matching`)."""

from django.db.models import TextField


class TermsField(TextField):  # type: ignore[type-arg] # a text without more
    """Terms with single spaces between them."""
