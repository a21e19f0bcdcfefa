"""Names in the order of Kyrgyz letters; byte order, and Unicode's, is wrong for ң, ө, ү and ё."""

import unicodedata

import pytest
from django.db import connection

from cms import collation
from cms.collation import ALPHABET, in_letter_order
from cms.models import User

# As a Kyrgyz dictionary has them, capital or small.
SORTED = [
    "12-мектеп", "Birge", "zebra", "Аңгеме", "барс", "Барскоон", "Енисей", "ёлка", "Жети-Өгүз",
    "иле", "Йод", "Кара-Көл", "манас", "Маңас", "Маселе", "Нарын", "Ноокат", "ооба", "Орто",
    "өзгөн", "Өскөн", "Пишпек", "тынч", "Ула", "үй", "ҮЙ-БҮЛӨ", "Фрунзе", "Ыраазычылык", "эне",
    "Ясин",
]  # fmt: skip
NEIGHBOURS = ["нң", "ңо", "оө", "өп", "уү", "үф", "её", "ёж", "ий", "ъы", "юя"]


def test_alphabet_is_complete():
    assert len(set(ALPHABET)) == len(ALPHABET) == 36


@pytest.mark.parametrize("capitals", [str, str.upper, str.lower, str.swapcase])
def test_names_sort_as_in_a_dictionary(capitals):
    wanted = [capitals(name) for name in SORTED]
    assert sorted(set(wanted), key=collation.key) == wanted


def test_byte_order_is_wrong_for_kyrgyz_letters():
    assert sorted(SORTED) != SORTED
    assert sorted(SORTED, key=str.casefold) != SORTED


@pytest.mark.parametrize("pair", NEIGHBOURS)
@pytest.mark.parametrize("capitals", [str.lower, str.upper, str.swapcase])
def test_letters_stand_beside_their_neighbours(pair, capitals):
    first, second = f"{pair[0]}я", capitals(f"{pair[1]}а")
    assert (collation.compare(first, second), collation.compare(second, first)) == (-1, 1)


def test_only_the_same_text_is_equal():
    assert collation.compare("үй", "үй") == 0
    assert collation.compare("Үй", "үй") != 0


def test_a_letter_of_two_signs_is_one_letter():
    apart = unicodedata.normalize("NFD", "Йод")
    assert sorted(["кол", apart, "иле"], key=collation.key) == ["иле", apart, "кол"]


@pytest.mark.django_db
def test_database_sorts_as_people_read():
    for number, name in enumerate(reversed(SORTED)):
        User.objects.create(username=str(number), last_name=name)

    in_order = User.objects.order_by(in_letter_order("last_name"))

    assert list(in_order.values_list("last_name", flat=True)) == SORTED


@pytest.mark.django_db
def test_database_sorts_the_other_way_round_too():
    for name in SORTED:
        User.objects.create(username=name, last_name=name)

    names = User.objects.order_by(in_letter_order("last_name").desc())

    assert list(names.values_list("last_name", flat=True)) == SORTED[::-1]


@pytest.mark.django_db
def test_every_new_connection_knows_the_order():
    fresh = connection.get_new_connection(connection.get_connection_params())
    try:
        assert fresh.execute("SELECT 'ө' < 'п' COLLATE ky").fetchone() == (1,)
    finally:
        fresh.close()
