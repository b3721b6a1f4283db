"""Every mail of the product, in every language: small, the same as text and as HTML, and without what is confidential."""

import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from django.core import mail as outbox
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.access import mails
from answerable.access.models import Account
from answerable.alliance.models import Profile
from answerable.kit import clock, letters, queue
from answerable.kit.letters import Letter
from answerable.notices import kinds, previews
from answerable.notices.digest import compose
from answerable.notices.kinds import Kind, all_kinds, declare
from answerable.notices.links import Links
from answerable.notices.mail import post
from answerable.notices.models import Notice

LANGUAGES = django_settings.COMPLETE_LANGUAGES
LINKS = Links(
    *(f"{django_settings.SITE_ADDRESS}/mail/{one}/{'a' * 98}" for one in ("less", "pause", "stop", "not-this"))
)
LINE_OF_TEXT = re.compile(r"https?://\S+")
CANARY = "Rosalind"


class Reader(HTMLParser):
    """What a letter's HTML says, word by word, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: set[str] = set()
        self.tags: set[str] = set()
        self._in_head = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_head = self._in_head or tag == "head"
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "background"}}

    def handle_endtag(self, tag: str) -> None:
        self._in_head = self._in_head and tag != "head"

    def handle_data(self, data: str) -> None:
        if not self._in_head:
            self.words += data.split()


def every_letter() -> list[tuple[str, Letter]]:
    return [
        (f"{wording.name} {language}", previews.letter_of(wording, language))
        for wording in previews.wordings()
        for language in LANGUAGES
    ]


def packed(letter: Letter) -> bytes:
    """A letter as it goes over the wire."""
    post(to="neema@example.org", subject=letter.subject, text=letter.text, html=letter.html)
    return outbox.outbox[-1].message().as_bytes()


def words_of_text(text: str) -> list[str]:
    plain = LINE_OF_TEXT.sub(" ", text).replace("\u200e", "")
    return [word for line in plain.splitlines() if line.strip() != "--" for word in line.removeprefix("• ").split()]


def test_text_and_html_say_the_same(house: None) -> None:
    for name, letter in every_letter():
        html = Reader(letter.html)
        said = [word for word in html.words if not LINE_OF_TEXT.fullmatch(word)]
        assert said == words_of_text(letter.text), name
        assert html.addresses - {""} <= set(LINE_OF_TEXT.findall(letter.text)), name


def test_every_letter_says_its_language_and_direction(house: None) -> None:
    for name, letter in every_letter():
        code = name.split()[1]
        assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in letter.html, name


def test_no_letter_loads_runs_or_pictures_anything(house: None) -> None:
    for name, letter in every_letter():
        html = Reader(letter.html)
        assert html.tags & {"img", "script", "link", "iframe", "form", "object", "video", "svg", "style"} == set(), name
        assert "url(" not in letter.html, name
        assert {one.startswith(django_settings.SITE_ADDRESS) for one in html.addresses} <= {True}, name


def test_every_letter_is_light(house: None) -> None:
    sizes = {name: len(packed(letter)) for name, letter in every_letter()}
    assert {name: size for name, size in sizes.items() if size > 10_000} == {}


@pytest.mark.broad
@pytest.mark.parametrize("language", LANGUAGES)
def test_longest_digest_stays_below_thirty_kilobytes(house: None, language: str) -> None:
    """As it goes over the wire, with every link and header, in scripts of three bytes a letter."""
    long = "उपकरण " * 60
    told = [
        Notice(
            kind="shed.tool_lent", facts={"tool": f"{long}{number}"}, url=f"/tools/{number}", happened_at=clock.now()
        )
        for number in range(300)
    ]
    with translation.override(language):
        letter = compose(told, LINKS)
    assert 8_000 < len(packed(letter)) < 30_000


def test_heads_say_that_no_person_wrote_it(neema: Account) -> None:
    mails.send(neema, "password_changed")
    queue.run_ready()
    letter = outbox.outbox[-1]
    head: EmailMessage = email.message_from_bytes(letter.message().as_bytes(), policy=email.policy.default)
    assert (head["Auto-Submitted"], head["X-Auto-Response-Suppress"], head["Content-Language"]) == (
        "auto-generated",
        "All",
        "en",
    )
    assert re.fullmatch(r"<[0-9a-f]{40}@[\w.]+>", head["Message-ID"])


def test_letters_show_the_alliances_name_and_colour_but_none_to_who_has_no_account(house: None) -> None:
    Profile.objects.update(primary_colour="#7a1f5c")
    shown = {
        wording.name: ("Common Thread" in letter.text, "#7a1f5c" in letter.html)
        for wording in letters.all_wordings()
        for letter in [previews.letter_of(wording, "en")]
    }
    hidden = {name for name, found in shown.items() if found == (False, False)}
    assert hidden == {"access.code_to_prove", "alliance.answered", "alliance.invitation", "alliance.received"}
    assert {name for name, found in shown.items() if found == (True, True)} == set(shown) - hidden


def test_code_stands_in_its_order_where_arabic_is_written(house: None) -> None:
    """A mark keeps the groups of digits from left to right; whoever copies the line copies no more than the code."""
    wording = letters.wording_named("access.code_to_sign_in")
    assert wording
    line = next(one for one in previews.letter_of(wording, "ar").text.splitlines() if "1234" in one)
    assert line.strip() == "\u200e1234 5678 9012"


def test_every_kind_and_letter_fills_its_facts_in_every_language(house: None) -> None:
    for name, letter in every_letter():
        assert [one for one in ("…", "%(") if one in LINE_OF_TEXT.sub("", letter.text)] == [], name


FACTS = st.dictionaries(st.sampled_from(["tool", "name", "other"]), st.just(CANARY) | st.text(max_size=20), max_size=3)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    told=st.lists(
        st.tuples(st.sampled_from(["shed.locked_drawer", "shed.secret_tool", "shed.gone"]), FACTS, st.integers(0, 99)),
        min_size=1,
        max_size=12,
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_no_mail_holds_what_is_confidential(
    house: None, told: list[tuple[str, dict[str, str], int]], language: str
) -> None:
    """B18: whatever was told, of a private kind no fact, no place and no count, of others no confidential fact."""
    if "shed.secret_tool" not in {kind.name for kind in all_kinds()}:
        declare(Kind("shed.secret_tool", words="%(name)s has it.", label="A tool", confidential=frozenset({"name"})))
    notices = [
        Notice(kind=kind, facts={**facts, "name": CANARY}, url=f"/{kind.removeprefix('shed.')}/{number}", times=number + 1, happened_at=clock.now())
        for kind, facts, number in told
    ]  # fmt: skip
    with translation.override(language):
        letter = compose(notices, LINKS)
    whole = f"{letter.subject}{letter.text}{letter.html}"
    assert [word for word in (CANARY, "drawer", "/gone") if word in whole] == []


@pytest.mark.parametrize("kind", ["shed.locked_drawer", "shed.gone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_of_one_and_of_nine_private_things_is_the_same(house: None, kind: str, language: str) -> None:
    """B18: whoever sees only mails learns that something awaits, the same each time."""
    with translation.override(language):
        one, nine = (
            compose(
                [Notice(kind=kind, facts={}, url=f"/d/{at}", happened_at=clock.now()) for at in range(count)], LINKS
            )
            for count in (1, 9)
        )
    assert one == nine


def test_every_kind_of_notice_says_what_it_is(house: None) -> None:
    assert [kind.name for kind in kinds.all_kinds() if not kind.title.strip()] == []
