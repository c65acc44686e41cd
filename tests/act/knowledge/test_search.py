"""Articles are found in Chinese without a dictionary."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.act.knowledge import selectors, services
from luoxuan.act.knowledge.terms import terms
from tests.people_there import AT, brand_there

TEXTS = {
    "大促爆仓应急预案": "仓库爆仓时先停投放，再改发货承诺。",
    "退款处理流程": "收到退款申请后一小时内审核；大额退款由主管审核。",
    "Live script": "开播前检查 SKU 库存和 ROI。",
}


def published(brand: object) -> None:
    """All texts as published SOPs."""
    for title, body in TEXTS.items():
        draft = services.ArticleDraft("sop", title, body, AT.date() + timedelta(days=30))
        article = services.article_save(brand=brand, draft=draft, actor=None, at=AT)  # type: ignore[arg-type]
        article.state = article.State.PUBLISHED
        article.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("爆仓", ["大促爆仓应急预案"]),
        ("退款审核", ["退款处理流程"]),
        ("审核 投放", []),
        ("sku", ["Live script"]),
        ("库", ["大促爆仓应急预案", "Live script"]),
        ("，。", []),
    ],
)
def test_every_part_of_what_is_asked_must_be_there(asked: str, found: list[str]) -> None:
    brand = brand_there()
    published(brand)
    assert sorted(a.title for a in selectors.search(brand, asked)) == sorted(found)


@pytest.mark.django_db
def test_a_title_weighs_more_than_the_text_and_another_brand_finds_nothing() -> None:
    brand = brand_there()
    for title, body in (("投放复盘", "看数。"), ("看数手册", "投放。")):
        draft = services.ArticleDraft("case", title, body, AT.date())
        services.article_save(brand=brand, draft=draft, actor=None, at=AT)
    found = selectors.search(brand, "投放", with_drafts=True)
    assert [article.title for article in found] == ["投放复盘", "看数手册"]
    assert selectors.search(brand_there("lingyi"), "投放", with_drafts=True) == []


@given(st.text(alphabet="退款审核流程ab1 ，。", max_size=40))
def test_any_piece_of_a_text_is_made_of_terms_of_the_text(text: str) -> None:
    whole = terms(text)
    middle = text[len(text) // 4 : len(text) - len(text) // 4]
    pieces = {term for term in terms(middle) if term[0] > "\u3400"}
    assert pieces <= set(whole)
    assert all(count > 0 and not math.isnan(count) for count in whole.values())
