"""The columns of the directory: their headings in six languages, and how a cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from answerable.kit import languages as tongues
from answerable.kit.imports import CellProblem, Column, Context, cells
from answerable.kit.text import closest, fold

from ...queries.naming import KINDS, STATES
from ...rules.words import MembershipState, Visibility
from .network_cells import parts, read_networks

# What people write in lists for a kind, besides its code and its name.
KIND_WORDS = {
    "womens_rights": (
        "womens rights", "women s rights", "wro", "women",
        "feminist", "derechos de las mujeres", "mujeres", "droits des femmes", "femmes", "direitos das mulheres", "mulheres",
        "حقوق المرأة", "حقوق النساء", "महिला अधिकार",
    ),
    "men_and_boys": ("men and boys", "working with men and boys", "men", "mens group", "hombres y niños", "hommes et garçons", "homens e meninos", "الرجال والفتيان"),
    "youth": ("youth led", "young people", "juventud", "jóvenes", "jeunesse", "jeunes", "juventude", "شباب", "युवा"),
    "lgbtiq": ("lgbtiq led", "lgbt", "lgbti", "lgbtq", "lgbtqi", "queer", "sogiesc"),
    "child_rights": ("children", "child rights", "niñez", "infancia", "enfance", "infância", "حقوق الطفل", "बाल अधिकार"),
    "disability": ("disability rights", "discapacidad", "handicap", "deficiência", "الإعاقة"),
    "research": ("academic", "university", "investigación", "recherche", "pesquisa", "بحث"),
    "faith": ("faith based", "religious", "fe", "confessionnel", "religioso", "ديني"),
    "service_provider": ("services", "service", "servicios", "prestataire", "serviços", "خدمات"),
    "network": ("coalition", "federation", "red", "réseau", "rede", "شبكة"),
    "other": ("otra", "autre", "outra", "أخرى"),
}  # fmt: skip
# Words that stand beside any kind and tell nothing of it: “youth organisation”, “grupo de mujeres”.
BESIDE_A_KIND = frozenset(
    [
        "organisation",
        "organisations",
        "organization",
        "organizations",
        "org",
        "orgs",
        "association",
        "group",
        "groups",
        "led",
        "focused",
        "based",
        "the",
        "of",
        "organizacion",
        "organizaciones",
        "asociacion",
        "grupo",
        "grupos",
        "de",
        "del",
        "la",
        "las",
        "los",
        "por",
        "organisations",
        "association",
        "associations",
        "groupe",
        "groupes",
        "des",
        "du",
        "les",
        "organizacao",
        "organizacoes",
        "associacao",
        "grupo",
        "dos",
        "das",
        "منظمه",
        "منظمات",
        "جمعيه",
        "جمعيات",
        "مجموعه",
        "संगठन",
        "संस्था",
    ]
)
# What people call a language besides its name.
LANGUAGE_WORDS = {
    "es": ("castellano",), "fa": ("farsi",), "ht": ("kreyol", "creole haitien", "haitian creole"), "sw": ("kiswahili",),
    "zgh": ("tamazight", "amazigh", "amazighe", "الأمازيغية", "أمازيغية"), "zh": ("mandarin",),
}  # fmt: skip
STATE_WORDS = {
    MembershipState.APPLIED: ("applicant", "solicitante", "candidate"),
    MembershipState.PROVISIONAL: ("provisional member", "candidata", "provisoire", "مؤقت"),
    MembershipState.MEMBER: ("full", "full member", "active", "miembro", "membre", "membro", "عضو", "सदस्य"),
    MembershipState.SUSPENDED: ("suspendida", "suspendu", "suspenso", "معلق"),
    MembershipState.WITHDRAWN: ("left", "retirada", "retiré", "منسحب"),
    MembershipState.ENDED: ("former", "ended", "exmiembro", "ancien", "منتهية"),
}
VISIBILITY_WORDS = {
    Visibility.PUBLIC: ("everyone", "pública", "público", "publique", "عام"),
    Visibility.MEMBERS: ("members only", "member", "miembros", "membres", "membros", "أعضاء"),
    Visibility.NETWORK: ("network only", "red", "réseau", "rede", "شبكة"),
}
# What a list says of it in a word; the pages say it in a sentence.
VISIBILITY_LABELS: dict[str, Promise] = {
    Visibility.PUBLIC: pgettext_lazy("who may know of it", "everyone"),
    Visibility.MEMBERS: pgettext_lazy("who may know of it", "members"),
    Visibility.NETWORK: pgettext_lazy("who may know of it", "its networks"),
}
NAME_LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")


@dataclass
class Room:
    """What a run looks up once: kinds by their words, and everything of `plan`'s own."""

    kinds: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def telling(words: str) -> str:
    """Returns what tells of a kind in its words, folded: “Youth-led organisation” and “youth” are the same."""
    return " ".join(word for word in fold(words).split() if word not in BESIDE_A_KIND)


def shipped_kinds() -> dict[str, list[str]]:
    """Returns what the pages call the kinds that every alliance begins with, in the languages of lists."""
    said: dict[str, list[str]] = {code: [] for code in KINDS}
    for language in NAME_LANGUAGES:
        with override(language):
            for code, words in KINDS.items():
                said[code].append(str(words))
    return said


def read_kinds(cell: str, context: Context) -> list[str]:
    known: dict[str, str] = context.room.kinds
    found = []
    for part in parts(cell, "" if fold(cell) in known else ",،"):
        code = known.get(fold(part)) or known.get(telling(part))
        if code is None:
            probably = closest(fold(part), known)
            raise CellProblem(
                "kind_unknown",
                would_be_right="; ".join(dict.fromkeys(known.values())),
                suggestion=known.get(probably or "", ""),
                kind=part,
            )
        found.append(code)
    return list(dict.fromkeys(found))


def read_languages(cell: str, context: Context) -> list[str]:
    known: dict[str, str] = context.room.more["languages"]
    found = []
    for part in parts(cell, ",،/"):
        code = known.get(fold(part)) or (
            part.lower() if part.isascii() and part.isalpha() and len(part) in (2, 3) else None
        )
        if code is None:
            raise CellProblem(
                "language_unknown",
                would_be_right="en; es; ar",
                suggestion=_meant(part, known),
                language=part,
            )
        found.append(code)
    return list(dict.fromkeys(found))


def _meant(part: str, known: dict[str, str]) -> str:
    """Returns the language that was probably meant, as the reader calls it."""
    near = closest(fold(part), known)
    return tongues.name(known[near], get_language() or "en") if near else ""


def one_of(words: dict[Any, tuple[str, ...]], labels: Mapping[Any, Promise], code: str) -> Any:
    """Returns a reader for a cell that says one of a few codes, in many people's words or as the pages say it."""
    heard = {fold(word): str(one) for one, said in words.items() for word in (str(one), *said)}

    def read(cell: str, context: Context) -> str:
        found = heard.get(fold(cell))  # most lists say it so, and the pages' words take time to gather
        if found is None and (found := (known := _labels(labels) | heard).get(fold(cell))) is None:
            probably = closest(fold(cell), known)
            raise CellProblem(code, would_be_right="; ".join(map(str, words)), suggestion=known.get(probably or "", ""))
        return found

    return read


def _labels(labels: Mapping[Any, Promise]) -> dict[str, str]:
    """Returns codes by the words for them, in the reader's language and in those that lists are written in."""
    found: dict[str, str] = {}
    for language in dict.fromkeys((*NAME_LANGUAGES, get_language() or "en")):
        with override(language):
            found |= {fold(str(words)): str(one) for one, words in labels.items()}
    return found


read_visibility = one_of(VISIBILITY_WORDS, VISIBILITY_LABELS, "visibility_unknown")
read_state = one_of(STATE_WORDS, STATES, "state_unknown")


def read_states(cell: str, context: Context) -> list[str]:
    return [read_state(part, context) for part in parts(cell)]


def read_dates(cell: str, context: Context) -> list[str]:
    """Dates beside a list of networks: `-` where one is not known."""
    return ["" if part == "-" else cells.partial_date(part, context) for part in parts(cell)]


COLUMNS = [
    Column("id", _("Own identifier"), {"en": ["id", "identifier", "member id", "member number", "code", "ref"], "es": ["identificador", "código", "número de miembro"], "fr": ["identifiant", "numéro de membre"], "pt": ["identificador", "código", "número de membro"], "ar": ["المعرف", "رقم العضوية"], "hi": ["पहचान संख्या"]}, identity=True, parse=cells.text(80)),
    Column("name", _("Name"), {"en": ["name", "organisation", "organization", "organisation name", "organization name", "name of organisation", "name of organization", "member", "member organisation", "ngo"], "es": ["nombre", "organización", "nombre de la organización"], "fr": ["nom", "organisation", "nom de l’organisation", "association"], "pt": ["nome", "organização", "nome da organização"], "ar": ["الاسم", "المنظمة", "اسم المنظمة"], "hi": ["नाम", "संगठन", "संगठन का नाम"]}, required=True, parse=cells.text(250)),
    Column("name_language", _("Language of the name"), {"en": ["name language"], "es": ["idioma del nombre"], "fr": ["langue du nom"], "pt": ["idioma do nome"], "ar": ["لغة الاسم"], "hi": ["नाम की भाषा"]}, parse=lambda cell, context: (read_languages(cell, context) or ["en"])[0]),
    Column("short_name", _("Short name"), {"en": ["short name", "acronym", "abbreviation"], "es": ["sigla", "nombre corto", "acrónimo"], "fr": ["sigle", "acronyme"], "pt": ["sigla"], "ar": ["الاسم المختصر"], "hi": ["संक्षिप्त नाम"]}, parse=cells.text(80)),
    *(Column(f"name_{code}", label, {"en": [f"name {code}"]}, parse=cells.text(250)) for code, label in (("en", _("Name in English")), ("es", _("Name in Spanish")), ("fr", _("Name in French")), ("pt", _("Name in Portuguese")), ("ar", _("Name in Arabic")), ("hi", _("Name in Hindi")))),
    Column("kinds", _("Kinds"), {"en": ["kind", "kinds", "type", "types", "type of organisation", "type of organization", "category"], "es": ["tipo", "tipos", "tipo de organización", "categoría"], "fr": ["type", "types", "type d’organisation", "catégorie"], "pt": ["tipo", "tipos", "categoria"], "ar": ["النوع", "الفئة"], "hi": ["प्रकार", "श्रेणी"]}, parse=read_kinds),
    Column("country", _("Country"), {"en": ["country", "country name", "nation"], "es": ["país"], "fr": ["pays"], "pt": ["país"], "ar": ["البلد", "الدولة"], "hi": ["देश"]}, parse=cells.country),
    Column("city", _("City"), {"en": ["city", "town", "place"], "es": ["ciudad"], "fr": ["ville"], "pt": ["cidade"], "ar": ["المدينة"], "hi": ["शहर"]}, parse=cells.text(120)),
    Column("networks", _("Networks"), {"en": ["network", "networks", "country network"], "es": ["red", "redes"], "fr": ["réseau", "réseaux"], "pt": ["rede", "redes"], "ar": ["الشبكة", "الشبكات"], "hi": ["नेटवर्क"]}, parse=read_networks),
    Column("membership", _("Membership"), {"en": ["membership", "status", "membership status", "state"], "es": ["membresía", "estado"], "fr": ["adhésion", "statut"], "pt": ["filiação", "estado"], "ar": ["العضوية", "الحالة"], "hi": ["सदस्यता", "स्थिति"]}, parse=read_states),
    Column("member_since", _("Member since"), {"en": ["member since", "joined", "join date", "date joined"], "es": ["miembro desde", "fecha de ingreso"], "fr": ["membre depuis", "date d’adhésion"], "pt": ["membro desde"], "ar": ["عضو منذ"], "hi": ["सदस्य कब से"]}, parse=read_dates),
    Column("since", _("Works since"), {"en": ["founded", "since", "established", "year founded"], "es": ["fundada", "desde", "año de fundación"], "fr": ["fondée", "depuis"], "pt": ["fundada", "desde"], "ar": ["تأسست", "منذ"], "hi": ["स्थापना"]}, parse=cells.partial_date),
    Column("languages", _("Works in"), {"en": ["language", "languages", "working languages"], "es": ["idioma", "idiomas"], "fr": ["langue", "langues"], "pt": ["língua", "línguas", "idiomas"], "ar": ["اللغة", "اللغات"], "hi": ["भाषा", "भाषाएँ"]}, parse=read_languages),
    Column("website", _("Website"), {"en": ["website", "web", "url", "homepage"], "es": ["sitio web", "página web", "web"], "fr": ["site web", "site internet"], "pt": ["site", "página"], "ar": ["الموقع", "الموقع الإلكتروني"], "hi": ["वेबसाइट"]}, parse=cells.web_address),
    Column("email", _("E-mail"), {"en": ["email", "e-mail", "mail", "contact email"], "es": ["correo", "correo electrónico"], "fr": ["courriel", "adresse électronique"], "pt": ["correio eletrônico"], "ar": ["البريد الإلكتروني"], "hi": ["ईमेल"]}, parse=cells.email),
    Column("women_led", _("Led by women"), {"en": ["women led", "women-led", "led by women"], "es": ["dirigida por mujeres"], "fr": ["dirigée par des femmes"], "pt": ["dirigida por mulheres"], "ar": ["تقودها نساء"], "hi": ["महिला नेतृत्व"]}, parse=cells.yes_or_no),
    Column("womens_rights_core", _("Women’s rights at its core"), {"en": ["women s rights at its core", "womens rights core"], "es": ["derechos de las mujeres en su centro"], "fr": ["droits des femmes au cœur"], "pt": ["direitos das mulheres no centro"], "ar": ["حقوق المرأة في صلبها"], "hi": ["महिला अधिकार केंद्र में"]}, parse=cells.yes_or_no),
    Column("about", _("What it does"), {"en": ["about", "description", "mission", "summary"], "es": ["descripción", "misión"], "fr": ["description", "mission"], "pt": ["descrição", "missão"], "ar": ["الوصف", "الرسالة"], "hi": ["विवरण"]}, parse=cells.text(4000)),
    Column("visibility", _("Who may know of it"), {"en": ["visibility", "shown to"], "es": ["visibilidad"], "fr": ["visibilité"], "pt": ["visibilidade"], "ar": ["الظهور"], "hi": ["दृश्यता"]}, parse=read_visibility),
]  # fmt: skip
