"""The way through the door as people take it. The one file that knows what its buttons and fields are called."""

import re
from pathlib import Path

from .person import CODE, MOST_PAGES, File, Person, Stuck
from .reader import Reader
from .site import Site

SEND, OPEN, ADD, LEAVE = "send", "back.open", "back.add", "leave"
ANSWERS: dict[str, object] = {
    "want": "concern", "under_18": "no", "country": "KE", "danger": "no", "about_level": "organisation",
    "about_me": "nothing", "for_whom": "myself", "wishes": ["heard"],
}  # fmt: skip
ASIDE = {LEAVE, "start", "safe", "listening", "help", "back", "pause", "keep"}
NUMBER = re.compile(r"\d+(?: \+ \d+)+")
DRAWN = (re.compile(rb'name="once" value="[^"]*"'), re.compile(rb"<!--.*?-->", re.S))


def begin(person: Person) -> None:
    """Opens the door and begins."""
    person.read("/r")
    person.press("begin:concern")


def to_the_last_page(person: Person, happened: str, files: list[File] | None = None, **more: object) -> None:
    """Answers what is asked, up to the page from which it is sent; the code is noted."""
    _answer(person, happened, SEND, files or [], more)


def to_the_files(person: Person, happened: str) -> None:
    """The same, up to the question for files."""
    _answer(person, happened, "files", [], {})


def _answer(person: Person, happened: str, until: str, files: list[File], more: dict[str, object]) -> None:
    given = {**ANSWERS, **more, "happened": happened}
    if "name" in more:
        given |= {"about_me": "named", "reach": "By the usual way."}
    person.answers = given
    begin(person)
    waiting, last = list(files), ""
    for _ in range(MOST_PAGES):
        there = {one.value for one in person.buttons()}
        if until in there:
            return
        if "noted" in there:
            _note_the_code(person)
        elif waiting and "files" in there:
            _add_files(person, waiting)
            waiting = []
        elif asks_a_sum(person):
            solve(person)
        elif person.words == last:
            raise Stuck(f"it leads nowhere: {person.words[:300]}")
        else:
            last = person.words
            _go_on(person)
    raise Stuck(f"too many pages, the last one: {person.words[:300]}")


def go_on_and_send(person: Person) -> None:
    """From the question for files on, to the end."""
    for _ in range(MOST_PAGES):
        if SEND in {one.value for one in person.buttons()}:
            send(person)
            return
        _go_on(person)
    raise Stuck("too many pages")


def save_first_file(person: Person) -> int:
    """Saves the first file of the conversation; returns its bytes, none where there is no button for it."""
    button = next((one for one in person.buttons() if one.value.startswith("back.save")), None)
    if button is None:
        return 0
    answer = person.press(button.value)
    return len(answer.body) if answer.header("Content-Disposition").startswith("attachment") else 0


def by_the_short_way(person: Person, happened: str) -> None:
    """Answers only what must be answered, and stops before sending: for crowds, where the way itself is not what is tried."""
    begin(person)
    while asks_a_sum(person):
        solve(person)
    for question, fields in (("under_18", [("under_18", "no"), ("country", "KE")]), ("readers", [])):
        _one_answer(person, question, fields)
    _note_the_code(person)
    _one_answer(person, "happened", [("happened", happened)])
    person.last_form = [("do", SEND), ("once", _once(person)), ("tongue", "en")]


def _one_answer(person: Person, question: str, fields: list[tuple[str, str]]) -> None:
    once = _once(person)
    if not once:
        raise Stuck(f"{person.last.status}: {person.words[:300]}")
    person.send([("do", "next"), ("q", question), ("once", once), ("tongue", "en"), *fields])


def send_by_the_short_way(person: Person) -> None:
    """Sends what was prepared; the same form however often."""
    person.send(person.last_form)
    for _ in range(12):
        if asks_a_sum(person):
            solve(person)
        elif is_busy(person):
            person.send(person.last_form)
        else:
            return


def _fields(person: Person) -> set[str]:
    return {name for form in person.forms() for name in form.fields}


def _go_on(person: Person) -> None:
    """Presses the button that leads on; a page without one leads nowhere."""
    buttons = person.buttons()
    if any(one.value == "next" for one in buttons):
        person.press("next")
        return
    main = [one for one in buttons if one.name == "do" and one.leads_on and one.value not in ASIDE]
    if person.last.status not in {200, 503} or not main:
        raise Stuck(f"{person.last.status}: {person.words[:300]}")
    person.press(main[0].value)


def _note_the_code(person: Person) -> None:
    if not (found := CODE.search(joined(person.words))):
        raise Stuck(f"no code on: {person.words[:300]}")
    person.code = found[0]
    person.press("noted", last=person.code[-6:])


def joined(words: str) -> str:
    """Returns words with the groups of a code put together."""
    return re.sub(r"\s*-\s*", "-", words)


def _add_files(person: Person, files: list[File]) -> None:
    fields, field = file_request(person)
    person.send(fields, [(field, one) for one in files])


def file_request(person: Person) -> tuple[list[tuple[str, str]], str]:
    """Returns what the form for files sends, and the name of its field for them."""
    field = next((name for form in person.forms() for name in form.files), "")
    if not field:
        raise Stuck(f"no field for files on: {person.words[:300]}")
    return person.request("files", {"keep": "original", "how": "original"}), field


def asks_a_sum(person: Person) -> bool:
    """Whether the page asks for a sum before anything goes on; what was typed stays with it."""
    return "sum_is" in _fields(person)


def solve(person: Person) -> None:
    """Solves the sum that is asked where very many come at once."""
    asked = NUMBER.search(person.words)
    button = next(one.value for one in person.buttons() if one.leads_on)
    person.press(button, sum_is=sum(map(int, asked[0].split(" + "))) if asked else "")


def send(person: Person, *, mark: str = "") -> None:
    """Sends it; where very many come at once, solves what is asked, and tries again where it is busy."""
    person.press(SEND, mark=mark)
    for _ in range(12):
        if asks_a_sum(person):
            solve(person)
        elif is_busy(person):
            person.press(SEND, mark=mark)
        else:
            return


def tell(person: Person, happened: str, *, files: list[File] | None = None, excluded: str = "", **more: object) -> str:
    """Tells from the first page to the last; returns the code. `excluded`: a reader's name who must not read."""
    to_the_last_page(person, happened, files, **({"names": excluded} if excluded else {}), **more)
    send(person)
    return person.code


def is_sent(person: Person) -> bool:
    """Whether the page says that it was sent: with the code, and nothing to send any more."""
    shown = joined(person.words)
    there = person.last.status == 200 and bool(person.code) and person.code in shown
    return there and SEND not in {one.value for one in person.buttons()}


def is_busy(person: Person) -> bool:
    return person.last.status == 503 and "Many people are writing now" in person.words


def still_has(person: Person, words: str) -> bool:
    """Whether what was typed is still there: on the page, or where it is read once more before it is sent."""
    if words in person.words or any(words in value for form in person.forms() for _, value in form.sent({})):
        return True
    other = Person(person.port, cookies=dict(person.cookies), code=person.code)
    other.send([("do", "check"), ("once", _once(person))])
    return words in other.words


def what_it_says(person: Person) -> str:
    """Returns a page without what is drawn anew for each."""
    return without_draws(person.last.body).decode(errors="replace")


def without_draws(body: bytes) -> bytes:
    for one in DRAWN:
        body = one.sub(b"", body)
    return body


def leave(person: Person) -> None:
    person.press(LEAVE)


def ask_for_the_code(person: Person) -> None:
    """Opens the page where a code is typed."""
    person.read("/r")
    person.press("back")


def type_code(person: Person, code: str) -> None:
    """Types a code; solves what is asked where very many come at once."""
    person.press(OPEN, code=code)
    for _ in range(12):
        if "sum_is" not in _fields(person):
            return
        solve(person)


def come_back(person: Person, code: str, *, words: str = "", mark: str = "") -> None:
    """Comes back with a code, and adds words where there are any."""
    ask_for_the_code(person)
    type_code(person, code)
    person.code = code
    if words:
        person.send(words_to_add(person, words), mark=mark)


def is_in(person: Person) -> bool:
    """Whether somebody sees what they raised: they can add to it."""
    return person.last.status == 200 and ADD in {one.value for one in person.buttons()}


def words_to_add(person: Person, words: str) -> list[tuple[str, str]]:
    return person.request(ADD, {"words": words})


def any_step(person: Person) -> list[tuple[str, str]]:
    """Returns a step that only an open visit can take, as the page of it would send it."""
    return [("do", "nothing"), ("once", _once(person))]


def _once(person: Person) -> str:
    return next((form.fields["once"].chosen[0] for form in person.forms() if "once" in form.fields), "")


def derivations_now(site: Site) -> int:
    """Returns how many derivations are at it on the machine: locks of turns that are held."""
    names = {path.stat().st_ino for path in (site.home / "run").glob("derivation-has-*.lock")}
    lines = Path("/proc/locks").read_text().splitlines()
    held = [int(line.split()[5].rpartition(":")[2]) for line in lines if "FLOCK" in line and "->" not in line]
    return sum(one in names for one in held)


def case_of(site: Site, code: str) -> str:
    """Returns the id of what a code leads to."""
    return str(site.work("opened", given=[code])[code]["case"])


def declare_no_ties(reader: Reader, case: str) -> None:
    """Says at the desk that one has no ties to a case."""
    reader.open(f"/cases/{case}")
    reader.submit(f"/cases/{case}/ties", do="promise")
    reader.submit(f"/cases/{case}/ties", value="none")


def seeds_in_hex(site: Site, needles: list[str]) -> list[str]:
    """Returns the seeds of those of some words that are codes, as they would be written down."""
    codes = [one for one in needles if CODE.fullmatch(one)]
    found = site.work("opened", given=codes)
    return list(site.work("seeds", given=[code for code, one in found.items() if one]))
