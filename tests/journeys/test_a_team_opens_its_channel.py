"""A secretariat names two people; on their phones they make keys, compare words by voice, note paper, rehearse, and open."""

from playwright.sync_api import Page, expect

from .conftest import Site, become

COUNTRY = "Bolivia"
PASSPHRASES = {"Juma": "mangoes ripen behind the chapel", "Ximena": "four goats cross the dry river"}


def at(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def set_up(page: Page) -> None:
    become(page, "Tomás")
    page.goto("/secretariat/")
    at(page, "Response teams")
    at(page, "Set up a response team")
    page.get_by_label("Of one country").check()
    page.locator("select[name=place]").select_option(label=COUNTRY)
    press(page, "Set it up")
    for name in ("Juma Lweno", "Ximena Huarachi"):
        at(page, "Name somebody")
        page.locator("#id_person").fill(name)
        page.get_by_label("case manager").check()
        press(page, "Name them")
    expect(page.get_by_text("no keys yet")).to_have_count(2)


def makes_keys(page: Page, name: str) -> str:
    """Returns the words for paper, as they stand on the page this once."""
    become(page, name)
    page.goto("/me?lang=en")
    at(page, "Make my keys")
    page.locator("#id_passphrase").fill(PASSPHRASES[name])
    page.locator("#id_again").fill(PASSPHRASES[name])
    press(page, "Make my keys")
    words = page.locator(".slip.paper li").all_inner_texts()
    assert len(words) == 22
    at(page, "I have noted them")
    page.locator("#id_passphrase").fill(PASSPHRASES[name])
    press(page, "Unlock")
    return " ".join(words)


def own_words(page: Page) -> list[list[str]]:
    page.goto("/cases/team/people")
    return [one.locator("li").all_inner_texts() for one in page.locator(".spokens .spoken").all()]


def types_them_back_and_rehearses(page: Page, paper: str) -> None:
    page.goto("/cases/team/")
    at(page, "Type them back")
    page.locator("#id_code").fill(paper)
    press(page, "These are my words")
    press(page, "Rehearse")


def test_team_opens_its_channel(demo: Site) -> None:
    set_up(demo.visit())
    first, second = demo.visit(), demo.visit()
    papers = [makes_keys(page, name) for page, name in ((first, "Juma"), (second, "Ximena"))]
    assert own_words(first) == own_words(second), "what one reads aloud is what the other sees"
    at(first, "Propose who belongs to the team")
    for box in first.locator("input[name=members]").all():
        box.check()
    first.locator("#id_compared").check()
    press(first, "Propose it, and sign")
    second.goto("/cases/team/")
    at(second, "Compare and sign")
    second.locator("#id_compared").check()
    press(second, "Sign")
    types_them_back_and_rehearses(first, papers[0])
    press(first, "Open the channel")
    expect(first.get_by_role("alert")).to_contain_text("The channel stays shut")
    types_them_back_and_rehearses(second, papers[1])
    press(second, "Open the channel")
    expect(second.get_by_text("Concerns come in")).to_be_visible()
    assert second.title() == "Desk"
    first.goto("/cases/team/")
    press(first, "Close the channel …")
    press(first, "Close it")
    expect(first.get_by_text("The channel is shut")).to_be_visible()
