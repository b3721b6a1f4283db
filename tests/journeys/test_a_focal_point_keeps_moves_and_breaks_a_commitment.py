"""A focal point says what her organisation will do, moves its day, says plainly that it was not kept, and keeps what came
instead: on a phone, in Spanish, without JavaScript."""

import datetime as dt

from playwright.sync_api import Page, expect

from answerable.kit import clock

from .conftest import Site, become

WHAT = "Colgar el número de ayuda en cada puesto de la feria"


def ahead(days: int) -> str:
    return (clock.today() + dt.timedelta(days=days)).isoformat()


def send(page: Page) -> None:
    page.locator("main form button.btn").last.click()


def test_focal_point_keeps_moves_and_breaks_a_commitment(demo: Site) -> None:
    page = demo.visit(language="es")
    become(page, "Ximena")
    page.goto("/commitments/mine")
    page.locator("main a[href*='as=o-']").first.click()
    page.locator("#id_what").fill(WHAT)
    page.locator("#id_due").fill(ahead(30))
    page.locator("#id_to").fill("Red que nadie registró")
    page.locator("#id_steps").fill("Hablar con el sindicato\nImprimir")
    send(page)
    expect(page.locator(".summary")).to_be_visible()
    assert page.locator(".field.bad #id_to").count() == 1
    assert page.locator("#id_what").input_value() == WHAT
    page.locator("#id_to").fill("Bolivia")
    page.locator("input[name=shown][value=public]").check()
    send(page)
    expect(page.locator("main h1")).to_have_text(WHAT)
    expect(page.locator(".who").first).to_be_visible()
    said = page.url

    page.locator("main a[href$='/day']").click()
    page.locator("#id_due").fill(ahead(60))
    send(page)
    expect(page.locator(".summary")).to_be_visible()  # without a reason no day is moved
    page.locator("#id_said").fill("La lluvia cerró la feria.")
    send(page)
    expect(page.locator(".tl")).to_contain_text("La lluvia cerró la feria.")

    page.locator("main a[href$='/not-kept']").click()
    page.locator("#id_said").fill("No preguntamos a quienes venden.")
    page.locator("#id_instead_what").fill("Preguntar primero en cada puesto")
    page.locator("#id_instead_due").fill(ahead(40))
    send(page)
    expect(page.locator(".note.gold")).to_contain_text("No preguntamos a quienes venden.")
    page.get_by_role("link", name="Preguntar primero en cada puesto").click()

    page.locator("main a[href$='/done']").click()
    page.locator("#id_said").fill("En los cuarenta puestos.")
    send(page)
    expect(page.locator("main .st.ok").first).to_be_visible()
    expect(page.locator(".note.teal").last).to_contain_text("En los cuarenta puestos.")

    everybody = demo.visit(language="es")
    everybody.goto(said)
    expect(everybody.locator("main")).to_contain_text("No preguntamos a quienes venden.")
    assert everybody.locator("main a[href$='/done']").count() == 0


def test_what_is_private_does_not_exist_for_the_coordinator(demo: Site) -> None:
    page = demo.visit()
    become(page, "Juma")
    page.goto("/commitments/mine")
    page.get_by_role("link", name="Meet the two colleagues of Tumbili").click()
    expect(page.locator("main h1")).to_contain_text("Tumbili")
    assert "Tumbili" not in page.title()
    other = demo.visit()
    become(other, "Neema")
    answer = other.goto(page.url)
    assert answer is not None
    assert answer.status == 404
