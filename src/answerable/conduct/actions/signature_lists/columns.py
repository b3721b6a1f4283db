"""The columns of a list of signatures: their headings in six languages, and how a cell is read."""

import re

from django.utils.translation import gettext_lazy as _

from answerable.kit.imports import CellProblem, Column, Context, cells
from answerable.kit.text import closest, fold

from ...rules.words import Signer

WHOLE_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
KIND_WORDS = {
    Signer.PERSON: ("person", "individual", "people", "persona", "individuo", "personne", "individu", "pessoa", "indivíduo", "شخص", "فرد", "व्यक्ति"),
    Signer.ORGANISATION: ("organisation", "organization", "org", "organización", "association", "organização", "منظمة", "جمعية", "संगठन"),
}  # fmt: skip
KINDS = {fold(word): str(kind) for kind, words in KIND_WORDS.items() for word in words}


def read_kind(cell: str, context: Context) -> str:
    found = KINDS.get(fold(cell))
    if found is None:
        raise CellProblem("kind_of_signer_unknown", would_be_right="person, organisation")
    return found


def read_day(cell: str, context: Context) -> str:
    """A signature has its whole day: what was in force then decides what was signed."""
    day = cells.partial_date(cell, context)
    if not WHOLE_DAY.match(day):
        raise CellProblem("day_needed", would_be_right="2021-02-28")
    return day


def read_version(cell: str, context: Context) -> int:
    known: dict[str, int] = context.room.versions_by_word
    found = known.get(fold(cell))
    if found is None:
        meant = closest(cell, context.room.version_labels)
        raise CellProblem(
            "version_unknown", would_be_right=", ".join(context.room.version_labels), suggestion=meant or ""
        )
    return found


def read_language(cell: str, context: Context) -> str:
    known: dict[str, str] = context.room.languages
    found = known.get(fold(cell))
    if found is None:
        raise CellProblem("language_unknown", would_be_right="en, es, ar")
    return found


COLUMNS = [
    Column("name", _("Who signed"), {"en": ["name", "full name", "signatory", "signer", "signed by", "who"], "es": ["nombre", "nombre completo", "firmante", "quién firmó"], "fr": ["nom", "nom complet", "signataire"], "pt": ["nome", "nome completo", "signatário"], "ar": ["الاسم", "الاسم الكامل", "الموقع"], "hi": ["नाम", "पूरा नाम"]}, required=True, parse=cells.text(200)),
    Column("kind", _("Person or organisation"), {"en": ["type", "kind", "person or organisation"], "es": ["tipo"], "fr": ["type"], "pt": ["tipo"], "ar": ["النوع"], "hi": ["प्रकार"]}, parse=read_kind),
    Column("email", _("E-mail"), {"en": ["email", "e-mail", "mail", "email address"], "es": ["correo", "correo electrónico"], "fr": ["courriel", "adresse électronique"], "pt": ["correio eletrónico", "e-mail"], "ar": ["البريد الإلكتروني", "البريد"], "hi": ["ईमेल"]}, parse=cells.email),
    Column("signed_on", _("Signed on"), {"en": ["signed on", "date", "date signed", "signature date", "day"], "es": ["fecha", "fecha de firma", "firmado el"], "fr": ["date", "date de signature", "signé le"], "pt": ["data", "data de assinatura", "assinado em"], "ar": ["التاريخ", "تاريخ التوقيع"], "hi": ["तारीख", "हस्ताक्षर की तारीख"]}, required=True, parse=read_day),
    Column("version", _("Version"), {"en": ["version", "code version", "edition"], "es": ["versión", "edición"], "fr": ["version", "édition"], "pt": ["versão", "edição"], "ar": ["النسخة", "الإصدار"], "hi": ["संस्करण"]}, parse=read_version),
    Column("language", _("Language"), {"en": ["language", "language signed"], "es": ["idioma"], "fr": ["langue"], "pt": ["idioma", "língua"], "ar": ["اللغة"], "hi": ["भाषा"]}, parse=read_language),
    Column("shown_as", _("Name as they want it shown"), {"en": ["shown as", "display name", "pseudonym"], "es": ["seudónimo", "nombre público"], "fr": ["pseudonyme", "nom affiché"], "pt": ["pseudónimo", "nome público"], "ar": ["الاسم المستعار", "الاسم الظاهر"], "hi": ["छद्मनाम"]}, parse=cells.text(200)),
    Column("witness", _("Witness"), {"en": ["witness", "witnessed by"], "es": ["testigo"], "fr": ["témoin"], "pt": ["testemunha"], "ar": ["الشاهد"], "hi": ["गवाह"]}, parse=cells.text(200)),
]  # fmt: skip
