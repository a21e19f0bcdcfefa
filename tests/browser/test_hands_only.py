"""No tablets: hands are proposed, the teacher types what was counted, the class sees a band; with
and without JavaScript on the teacher's computer."""

import pytest
from playwright.sync_api import expect

from tests.actors import Teacher
from tests.browser.board import Board


@pytest.mark.shares
def test_without_tablets_hands_are_proposed_and_counted(page, server, checked):
    counts_hands(page, server, checked)


@pytest.mark.shares
def test_without_scripts_too(browser, server):
    with browser.new_context(java_script_enabled=False) as context:
        counts_hands(context.new_page(), server, lambda _page, _name: None)


def counts_hands(page, server, checked):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=24, tablets=0)
    teacher.to_last_slide()
    board = Board(page)
    board.take_over(teacher, server)
    ways = page.get_by_role("group", name="Башка жол менен")
    expect(ways).to_contain_text("Бүгүн: кол көтөрүп")
    expect(ways.get_by_role("button")).to_have_text(["Карточка менен"])
    checked(page, "slide")

    page.get_by_role("button", name="Квизди ачуу").click()
    expect(page.get_by_role("heading", name="Кол көтөрүп жооп беребиз")).to_be_visible()
    checked(page, "lobby")
    page.get_by_role("button", name="Биринчи суроо").click()
    fields = page.locator(".ask").get_by_role("textbox")
    expect(fields.first).to_be_visible()
    for nth in range(fields.count()):
        fields.nth(nth).fill("20" if nth == 0 else "1")
    page.get_by_role("button", name="Саналды: жабуу").click()

    expect(page.locator(".stage--explained .band")).to_be_visible()
    assert page.locator("input[type=number]").count() == 0
    assert "20" not in board.text()
