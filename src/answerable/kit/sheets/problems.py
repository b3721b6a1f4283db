"""Why a file cannot be read as a table, as a code and in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SheetUnreadable(Exception):  # noqa: N818 - it is an answer, not an error
    """A file is no table that can be read. `code` is a key of `WORDS`; `facts` fill the words."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


WORDS: dict[str, "str | Promise"] = {
    "empty": _("This file is empty."),
    "no_rows": _("This file has no rows with anything in them."),
    "too_large": _("This file is larger than %(megabytes)s MB. Divide it into several files."),
    "too_many_rows": _("This file has more than %(most)s rows. Divide it into several files."),
    "too_many_columns": _("Row %(row)s has more than %(most)s columns. Delete the columns that are not needed."),
    "cell_too_long": _('A cell in row %(row)s or after it is too long. Perhaps a quotation mark (") is not closed.'),
    "quote_unclosed": _('A quotation mark (") opened in row %(row)s is never closed. Close or delete it.'),
    "encoding_broken": _(
        "Some letters in line %(line)s cannot be read. Save the file again as “CSV UTF-8” or as XLSX."
    ),
    "encoding_unknown": _("The letters in this file cannot be read. Save it again as “CSV UTF-8” or as XLSX."),
    "not_a_table": _("This is not a table we can read. Save it as CSV or XLSX."),
    "old_excel": _("This is an old Excel file (.xls or .xlsb). Open it and save it as XLSX."),
    "opendocument": _("This is an OpenDocument file. Open it and save it as XLSX or CSV."),
    "password_protected": _("This file is protected by a password. Save it without one."),
    "pdf": _("This is a PDF. A table is needed: CSV or XLSX."),
    "image": _("This is a picture. A table is needed: CSV or XLSX."),
    "web_page": _("This is a web page. Save the table as CSV or XLSX."),
    "workbook_broken": _("This XLSX file is damaged. Open it in your spreadsheet program and save it again."),
    "unpacks_too_large": _("This XLSX file unpacks to more than can be read. Copy the rows into a new, plain file."),
    "sheet_unknown": _("This file has no sheet of that name."),
}


def explain(problem: SheetUnreadable) -> str:
    """Says in the reader's language what is wrong and what to do."""
    return str(WORDS[problem.code]) % problem.facts
