"""The columns of a list of support services: their headings in six languages, and how a cell is read."""

from django.utils.translation import gettext_lazy as _

from answerable.kit.imports import CellProblem, Column, Context, cells
from answerable.kit.languages import choices
from answerable.kit.text import fold

from ...rules.services import Cost, Whom, why_no_telephone

EVERYWHERE = "*"
EVERYWHERE_WORDS = frozenset(map(fold, ("everywhere", "all countries", "en todas partes", "todos los países", "partout", "tous les pays", "em toda parte", "todos os países", "في كل مكان", "كل البلدان", "हर जगह", "सभी देश")))  # fmt: skip
COSTS: dict[str, tuple[str, ...]] = {
    Cost.FREE: ("free of charge", "gratis", "gratuito", "gratuit", "grátis", "مجاني", "निःशुल्क", "मुफ़्त"),
    Cost.PARTLY: (
        "partly free",
        "en parte",
        "gratuito en parte",
        "en partie gratuit",
        "gratuito em parte",
        "कुछ मुफ़्त",
        "parcial",
        "en partie",
        "em parte",
        "مجاني جزئيًا",
        "आंशिक",
    ),
    Cost.PAID: ("has to be paid", "de pago", "payant", "pago", "مدفوع", "सशुल्क", "पैसे लगते हैं"),
}
WHOM: dict[str, tuple[str, ...]] = {
    Whom.EVERYBODY: ("everyone", "all", "todas las personas", "todos", "tout le monde", "todas as pessoas", "الجميع", "सभी"),
    Whom.WOMEN: ("mujeres", "femmes", "mulheres", "النساء", "महिलाएँ"),
    Whom.CHILDREN: ("niñas y niños", "niños", "enfants", "crianças", "الأطفال", "बच्चे"),
    Whom.YOUNG: ("young people", "youth", "jóvenes", "jeunes", "jovens", "الشباب", "युवा"),
    Whom.MEN: ("hombres", "hommes", "homens", "الرجال", "पुरुष"),
    Whom.LGBTIQ: ("lgbtiq people", "lgbt", "personas lgbtiq", "personnes lgbtiq", "pessoas lgbtiq", "مجتمع الميم", "أشخاص من مجتمع الميم-عين", "एलजीबीटीआईक्यू", "lgbtiq लोग"),
    Whom.DISABLED: ("people with disabilities", "personas con discapacidad", "personnes handicapées", "pessoas com deficiência", "ذوو الإعاقة", "विकलांग व्यक्ति", "विकलांग लोग", "personnes en situation de handicap"),
    Whom.MIGRANTS: ("migrants and refugees", "refugees", "migrantes", "migrants", "المهاجرون", "प्रवासी", "migrantes y personas refugiadas", "personnes migrantes et réfugiées", "migrantes e pessoas refugiadas", "المهاجرون واللاجئون", "प्रवासी और शरणार्थी"),
}  # fmt: skip


def read_country(cell: str, context: Context) -> str:
    return EVERYWHERE if fold(cell) in EVERYWHERE_WORDS else cells.country(cell, context)


def read_need(cell: str, context: Context) -> str:
    found = context.room.needs.get(fold(cell))
    if found is None:
        raise CellProblem("need_unknown", name=cell)
    return str(found)


def read_language(cell: str, context: Context) -> str:
    """Takes a language by its name in any language of the program, or by its code."""
    if not context.room.languages:
        named = (pair for reader in ("en", "es", "fr", "pt", "ar", "hi") for pair in choices(reader))
        context.room.languages.update({fold(word): code for code, name in named for word in (code, name)})
    found = context.room.languages.get(fold(cell))
    if found is None:
        raise CellProblem("language_not_known", name=cell)
    return str(found)


def read_telephone(cell: str, context: Context) -> str:
    if why_no_telephone(cell):
        raise CellProblem("telephone_unclear")
    return str(cells.text(40)(cell, context))


COLUMNS = [
    Column("external_id", _("Own number"), {"en": ["id", "number", "own id"], "es": ["id", "número", "identificador"], "fr": ["id", "numéro", "identifiant"], "pt": ["id", "número", "identificador"], "ar": ["الرقم", "المعرف"], "hi": ["क्रमांक", "पहचान"]}, identity=True, parse=cells.text(80)),
    Column("name", _("Name"), {"en": ["name", "service"], "es": ["nombre", "servicio"], "fr": ["nom", "service"], "pt": ["nome", "serviço"], "ar": ["الاسم", "الخدمة"], "hi": ["नाम", "सेवा"]}, required=True, parse=cells.text(200)),
    Column("does", _("What it does"), {"en": ["what it does", "description"], "es": ["qué hace", "descripción"], "fr": ["ce qu’elle fait", "description"], "pt": ["o que faz", "descrição"], "ar": ["ماذا تقدم", "الوصف"], "hi": ["क्या करती है", "विवरण"]}, parse=cells.text(1000)),
    Column("needs", _("What it helps with"), {"en": ["needs", "helps with", "kind of help"], "es": ["necesidades", "tipo de ayuda"], "fr": ["besoins", "type d’aide"], "pt": ["necessidades", "tipo de ajuda"], "ar": ["الاحتياجات", "نوع المساعدة"], "hi": ["ज़रूरतें", "मदद का प्रकार"]}, required=True, parse=cells.many(read_need)),
    Column("countries", _("Countries"), {"en": ["country", "countries", "where"], "es": ["país", "países", "dónde"], "fr": ["pays", "où"], "pt": ["país", "países", "onde"], "ar": ["البلد", "البلدان"], "hi": ["देश", "कहाँ"]}, required=True, parse=cells.many(read_country)),
    Column("serves", _("Whom it is there for"), {"en": ["for whom", "serves", "who is served"], "es": ["para quién", "atiende a"], "fr": ["pour qui"], "pt": ["para quem", "atende"], "ar": ["لمن"], "hi": ["किसके लिए"]}, parse=cells.many(cells.one_of(WHOM))),
    Column("languages", _("Languages spoken"), {"en": ["languages", "language"], "es": ["idiomas", "lenguas"], "fr": ["langues"], "pt": ["idiomas", "línguas"], "ar": ["اللغات"], "hi": ["भाषाएँ"]}, parse=cells.many(read_language)),
    Column("cost", _("Cost"), {"en": ["cost", "price"], "es": ["costo", "coste", "precio"], "fr": ["coût", "prix"], "pt": ["custo", "preço"], "ar": ["التكلفة"], "hi": ["लागत", "शुल्क"]}, parse=cells.one_of(COSTS)),
    Column("cost_words", _("Cost, in words"), {"en": ["cost in words"], "es": ["costo en palabras"], "fr": ["coût en mots"], "pt": ["custo em palavras"], "ar": ["التكلفة بالكلمات"], "hi": ["लागत शब्दों में"]}, parse=cells.text(300)),
    Column("hours", _("Hours"), {"en": ["hours", "opening hours"], "es": ["horario"], "fr": ["horaires", "heures"], "pt": ["horário"], "ar": ["المواعيد", "ساعات العمل"], "hi": ["समय"]}, parse=cells.text(300)),
    Column("day_and_night", _("Day and night"), {"en": ["day and night", "24 hours", "24/7"], "es": ["día y noche", "24 horas"], "fr": ["jour et nuit", "24 heures"], "pt": ["dia e noite", "24 horas"], "ar": ["ليلًا ونهارًا"], "hi": ["दिन-रात"]}, parse=cells.yes_or_no),
    Column("telephone", _("Telephone"), {"en": ["telephone", "phone"], "es": ["teléfono"], "fr": ["téléphone"], "pt": ["telefone"], "ar": ["الهاتف"], "hi": ["टेलीफ़ोन", "फ़ोन"]}, parse=read_telephone),
    Column("text_number", _("Number for text messages"), {"en": ["text message", "sms"], "es": ["mensaje de texto", "sms"], "fr": ["sms", "texto"], "pt": ["mensagem de texto", "sms"], "ar": ["رسالة نصية"], "hi": ["संदेश"]}, parse=read_telephone),
    Column("website", _("Web address"), {"en": ["website", "web address", "web"], "es": ["sitio web", "web"], "fr": ["site web", "web"], "pt": ["site", "web"], "ar": ["الموقع"], "hi": ["वेबसाइट"]}, parse=cells.web_address),
    Column("chat", _("Address of a chat"), {"en": ["chat"], "es": ["chat en línea"], "fr": ["chat en ligne"], "pt": ["bate-papo"], "ar": ["الدردشة"], "hi": ["चैट"]}, parse=cells.web_address),
    Column("in_person", _("One can go there"), {"en": ["in person", "one can go there"], "es": ["en persona", "presencial"], "fr": ["en personne", "sur place"], "pt": ["presencial"], "ar": ["حضوريًا"], "hi": ["व्यक्तिगत रूप से"]}, parse=cells.yes_or_no),
    Column("place", _("Place, in words"), {"en": ["place", "place in words"], "es": ["lugar"], "fr": ["lieu"], "pt": ["lugar"], "ar": ["المكان"], "hi": ["स्थान"]}, parse=cells.text(300)),
    Column("reach", _("How to reach it, in words"), {"en": ["how to reach it"], "es": ["cómo contactar"], "fr": ["comment la joindre"], "pt": ["como contatar"], "ar": ["كيفية التواصل"], "hi": ["संपर्क कैसे करें"]}, parse=cells.text(1000)),
    Column("needs_name", _("It asks for a name"), {"en": ["asks for a name", "name needed"], "es": ["pide nombre"], "fr": ["demande le nom"], "pt": ["pede nome"], "ar": ["يُطلب الاسم"], "hi": ["नाम पूछती है"]}, parse=cells.yes_or_no),
    Column("confidential", _("Confidential"), {"en": ["confidential"], "es": ["confidencial"], "fr": ["confidentiel"], "pt": ["confidencial"], "ar": ["سري"], "hi": ["गोपनीय"]}, parse=cells.yes_or_no),
]  # fmt: skip
