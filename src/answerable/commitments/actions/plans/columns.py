"""The columns of a plan: their headings in six languages, and how a cell is read."""

import datetime as dt
import re

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation
from answerable.kit.imports import CellProblem, Column, Context, cells
from answerable.kit.text import fold

from ...queries.parties import party_named
from ...rules.words import Origin, Shown
from ..making import LONGEST, LONGEST_MORE, To
from ..stepping import LONGEST_STEP, NewStep

WHOLE_DAY = 10  # letters of 2026-03-31
PUBLIC_WORDS = frozenset(
    map(
        fold,
        (
            "public",
            "the public",
            "everyone",
            "el público",
            "público",
            "le public",
            "o público",
            "الجمهور",
            "للجميع",
            "जनता",
        ),
    )
)
SHOWN_WORDS: dict[str, tuple[str, ...]] = {
    Shown.PUBLIC: ("everyone", "pública", "público", "publique", "عام", "सार्वजनिक"),
    Shown.NETWORK: ("network only", "red", "réseau", "rede", "شبكة", "नेटवर्क"),
    Shown.PRIVATE: ("two sides", "privada", "privado", "privé", "خاص", "निजी"),
}
ORIGIN_WORDS: dict[str, tuple[str, ...]] = {
    Origin.OWN: ("ourselves", "propio", "nosotros-mêmes", "próprio", "من أنفسنا"),
    Origin.WORKSHOP: ("taller", "atelier", "oficina", "ورشة", "कार्यशाला"),
    Origin.DIALOGUE: ("diálogo", "dialogue", "حوار", "संवाद"),
    Origin.ASSESSMENT: ("reflection", "evaluación", "évaluation", "avaliação", "تقييم"),
    Origin.DECLARATION: ("call to action", "declaración", "déclaration", "declaração", "إعلان"),
    Origin.AMENDS: ("reparación", "réparation", "reparação", "جبر الضرر"),
    Origin.HELP: ("help", "ayuda", "aide", "ajuda", "مساعدة"),
}
DIVIDER = re.compile(r"[;|\n؛]")


def read_day(cell: str, context: Context) -> dt.date:
    """Takes a whole day: a month alone is no day by which something is done."""
    read = cells.partial_date(cell, context)
    if len(read) != WHOLE_DAY:
        raise CellProblem("day_needed")
    return dt.date.fromisoformat(read)


def read_parties(cell: str, context: Context) -> list[To]:
    """Takes organisations and networks by their recorded names, and the public."""
    return list(dict.fromkeys(_party(part.strip(), context) for part in DIVIDER.split(cell) if part.strip()))


def _party(name: str, context: Context) -> To:
    if fold(name) in PUBLIC_WORDS:
        return To()
    if name not in context.room.parties:
        if not isinstance(context.by, Actor):
            raise TypeError("a plan is imported by an actor")
        context.room.parties[name] = party_named(context.by, name[:250], get_language() or "en")
    found = context.room.parties[name]
    if isinstance(found.party, Organisation):
        return To(organisation=found.party)
    if isinstance(found.party, Network):
        return To(network=found.party)
    raise CellProblem("party_unknown", suggestion=found.near[0] if found.near else "", name=name)


def read_steps(cell: str, context: Context) -> list[NewStep]:
    steps = [part.strip() for part in DIVIDER.split(cell) if part.strip()]
    if any(len(one) > LONGEST_STEP for one in steps):
        raise CellProblem("too_long", most=LONGEST_STEP)
    return [NewStep(one) for one in steps]


COLUMNS = [
    Column("what", _("What"), {"en": ["what", "commitment", "action", "action point", "activity"], "es": ["qué", "compromiso", "acción", "actividad"], "fr": ["quoi", "engagement", "action", "activité"], "pt": ["o quê", "compromisso", "ação", "atividade"], "ar": ["ماذا", "الالتزام", "الإجراء"], "hi": ["क्या", "वचन", "कार्य"]}, required=True, parse=cells.text(LONGEST)),
    Column("due", _("By when"), {"en": ["by when", "due", "deadline", "due date", "when"], "es": ["para cuándo", "fecha límite", "plazo", "fecha"], "fr": ["pour quand", "échéance", "délai", "date"], "pt": ["para quando", "prazo", "data"], "ar": ["متى", "الموعد", "التاريخ"], "hi": ["कब तक", "समय सीमा", "तारीख"]}, required=True, parse=read_day),
    Column("to", _("Made to"), {"en": ["to whom", "made to", "to", "towards", "for"], "es": ["ante quién", "a quién", "para quién"], "fr": ["envers qui", "à qui", "pour qui"], "pt": ["perante quem", "a quem", "para quem"], "ar": ["لمن"], "hi": ["किसके प्रति", "किससे"]}, parse=read_parties),
    Column("to_words", _("To whom else, in your words"), {"en": ["to whom else", "others"], "es": ["a quién más", "otras"], "fr": ["à qui d’autre", "autres"], "pt": ["a quem mais", "outros"], "ar": ["لمن أيضًا"], "hi": ["और किससे"]}, parse=cells.text(300)),
    Column("made_on", _("Said on"), {"en": ["said on", "made on", "agreed on", "start"], "es": ["dicho el", "acordado el", "inicio"], "fr": ["dit le", "convenu le", "début"], "pt": ["dito em", "acordado em", "início"], "ar": ["قيل في", "البداية"], "hi": ["कब कहा", "आरंभ"]}, parse=read_day),
    Column("steps", _("Steps"), {"en": ["steps", "milestones"], "es": ["pasos", "hitos"], "fr": ["étapes", "jalons"], "pt": ["passos", "etapas"], "ar": ["الخطوات"], "hi": ["कदम"]}, parse=read_steps),
    Column("more", _("What else belongs to it"), {"en": ["more", "details", "notes", "description"], "es": ["detalles", "notas", "descripción"], "fr": ["détails", "notes", "description"], "pt": ["detalhes", "notas", "descrição"], "ar": ["تفاصيل", "ملاحظات"], "hi": ["विवरण", "टिप्पणी"]}, parse=cells.text(LONGEST_MORE)),
    Column("origin", _("Where it comes from"), {"en": ["origin", "comes from", "source"], "es": ["origen", "de dónde viene"], "fr": ["origine", "d’où cela vient"], "pt": ["origem", "de onde vem"], "ar": ["المصدر"], "hi": ["स्रोत"]}, parse=cells.one_of(ORIGIN_WORDS)),
    Column("origin_words", _("Which one"), {"en": ["which one", "event", "workshop"], "es": ["cuál", "evento", "taller"], "fr": ["lequel", "événement", "atelier"], "pt": ["qual", "evento", "oficina"], "ar": ["أيها", "الحدث"], "hi": ["कौन सा", "आयोजन"]}, parse=cells.text(200)),
    Column("shown", _("Who may read it"), {"en": ["shown to", "visibility", "who may read it"], "es": ["quién puede leerlo", "visibilidad"], "fr": ["qui peut le lire", "visibilité"], "pt": ["quem pode ler", "visibilidade"], "ar": ["من يقرأ", "الظهور"], "hi": ["कौन पढ़े", "दृश्यता"]}, parse=cells.one_of(SHOWN_WORDS)),
    Column("done_on", _("Done on"), {"en": ["done on", "done", "completed", "completed on"], "es": ["cumplido el", "hecho el", "hecho"], "fr": ["fait le", "fait"], "pt": ["feito em", "feito"], "ar": ["أُنجز في"], "hi": ["कब पूरा हुआ"]}, parse=read_day),
    Column("not_kept", _("Why it was not kept"), {"en": ["why not", "why it was not kept", "not kept"], "es": ["por qué no", "por qué no se cumplió"], "fr": ["pourquoi pas", "pourquoi non tenu"], "pt": ["por que não", "por que não se cumpriu"], "ar": ["لماذا لم يُوفَ به"], "hi": ["क्यों नहीं निभा"]}, parse=cells.text(LONGEST_MORE)),
]  # fmt: skip
