"""The columns of a list of evidence: their headings in six languages, and how a cell is read."""

import calendar
import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerable.kit.imports import CellProblem, Column, Context, cells

from ...rules.saying import ShownTo
from ..claiming import LONGEST

MOST = 999
# Who may read a row, as pages call it, and further words that a file may have for it.
SHOWN: dict[str, str | Promise] = {
    ShownTo.KEEPERS: _("Those who keep the records"),
    ShownTo.MEMBERS: _("Everybody who belongs to the alliance"),
}
SHOWN_WORDS: dict[str, tuple[str, ...]] = {
    ShownTo.KEEPERS: (
        "those who keep the records", "record keepers", "only keepers", "quienes llevan los registros", "solo registros", "les personnes qui tiennent les dossiers",
        "dossiers seulement", "quem cuida dos registros", "só registros", "من يحفظ السجلات", "حفظ السجلات فقط", "अभिलेख रखने वाले",
    ),
    ShownTo.MEMBERS: (
        "everybody who belongs to the alliance", "everybody", "everyone", "alliance", "all members", "todas las personas que pertenecen a la alianza", "toda la alianza",
        "alianza", "toutes les personnes membres de l’alliance", "membres", "todas as pessoas que pertencem à aliança", "toda a aliança", "aliança",
        "كل من ينتمي إلى التحالف", "التحالف", "गठबंधन के सभी लोग", "गठबंधन",
    ),
}  # fmt: skip


def first_day(cell: str, context: Context) -> dt.date:
    """Takes a day, a month or a year: of these the first day."""
    year, month, day = _parts(cell, context)
    return dt.date(year, month or 1, day or 1)


def last_day(cell: str, context: Context) -> dt.date:
    """Takes a day, a month or a year: of these the last day."""
    year, month, day = _parts(cell, context)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(cell: str, context: Context) -> tuple[int, int, int]:
    parts = [int(part) for part in cells.partial_date(cell, context).split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    return year, month, day


def how_many(cell: str, context: Context) -> int:
    number = cells.whole_number(cell, context)
    if not 1 <= number <= MOST:
        raise CellProblem("number_out_of_range", least=1, most=MOST)
    return number


COLUMNS = [
    Column("who", _("Organisation or network"), {"en": ["who", "organisation", "organization", "member", "network", "name"], "es": ["quién", "organización", "red", "nombre"], "fr": ["qui", "organisation", "réseau", "nom"], "pt": ["quem", "organização", "rede", "nome"], "ar": ["المنظمة", "الشبكة", "الاسم"], "hi": ["संगठन", "नेटवर्क", "नाम"]}, parse=cells.text(200)),
    Column("duty", _("Number of the duty"), {"en": ["duty", "duty number", "obligation", "standard", "no", "number"], "es": ["deber", "número del deber", "obligación", "número"], "fr": ["devoir", "numéro du devoir", "obligation", "numéro"], "pt": ["dever", "número do dever", "obrigação", "número"], "ar": ["الواجب", "رقم الواجب"], "hi": ["कर्तव्य", "कर्तव्य संख्या"]}, required=True, parse=cells.text(12)),
    Column("words", _("What was done"), {"en": ["what", "what was done", "evidence", "description", "activity", "notes"], "es": ["qué", "qué se hizo", "evidencia", "descripción", "actividad"], "fr": ["quoi", "ce qui a été fait", "preuve", "description", "activité"], "pt": ["o quê", "o que foi feito", "evidência", "descrição", "atividade"], "ar": ["ما تم", "الدليل", "الوصف"], "hi": ["क्या किया", "प्रमाण", "विवरण"]}, parse=cells.text(LONGEST)),
    Column("link", _("A link"), {"en": ["link", "url", "web address", "document link"], "es": ["enlace", "vínculo"], "fr": ["lien", "adresse web"], "pt": ["ligação", "link", "endereço"], "ar": ["الرابط"], "hi": ["लिंक", "कड़ी"]}, parse=cells.web_address),
    Column("about_from", _("From"), {"en": ["from", "on", "date", "day", "start", "when"], "es": ["desde", "fecha", "inicio", "cuándo"], "fr": ["de", "date", "début", "quand"], "pt": ["de", "data", "início", "quando"], "ar": ["من", "التاريخ", "البداية"], "hi": ["से", "तारीख", "आरंभ"]}, parse=first_day),
    Column("about_to", _("Until"), {"en": ["to", "until", "end", "through"], "es": ["hasta", "fin"], "fr": ["à", "jusqu’au", "fin"], "pt": ["até", "fim"], "ar": ["إلى", "حتى", "النهاية"], "hi": ["तक", "अंत"]}, parse=last_day),
    Column("many", _("How many"), {"en": ["how many", "count", "times"], "es": ["cuántos", "cantidad", "veces"], "fr": ["combien", "nombre", "fois"], "pt": ["quantos", "quantidade", "vezes"], "ar": ["كم", "العدد"], "hi": ["कितने", "संख्या"]}, parse=how_many),
    Column("only_started", _("Begun only"), {"en": ["begun only", "only begun", "started", "in progress"], "es": ["solo empezado", "iniciado", "en curso"], "fr": ["seulement commencé", "commencé", "en cours"], "pt": ["só começado", "iniciado", "em curso"], "ar": ["بدأ فقط", "قيد التنفيذ"], "hi": ["केवल शुरू", "जारी"]}, parse=cells.yes_or_no),
    Column("shown", _("Who may read it"), {"en": ["shown to", "visibility", "who may read it", "readers"], "es": ["quién puede leerlo", "visibilidad"], "fr": ["qui peut le lire", "visibilité"], "pt": ["quem pode ler", "visibilidade"], "ar": ["من يقرأ", "من يحق له قراءته", "الظهور"], "hi": ["कौन पढ़े", "इसे कौन पढ़ सकता है", "दृश्यता"]}, parse=cells.one_of(SHOWN_WORDS)),
    Column("external_id", _("Your own number of the row"), {"en": ["id", "external id", "reference", "ref", "row id"], "es": ["id", "referencia", "identificador"], "fr": ["id", "référence", "identifiant"], "pt": ["id", "referência", "identificador"], "ar": ["المعرف", "المرجع"], "hi": ["आईडी", "संदर्भ"]}, parse=cells.text(80)),
]  # fmt: skip
