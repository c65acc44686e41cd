"""The standard's terms with where this version uses them (4.1)."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from luoxuan.act.conformity import words
from luoxuan.metrics import METRICS
from luoxuan.standard import Term, terms

PAGES = {
    "brand_home": _("Today"),
    "programmes:plan_list": _("Plans"),
    "people:shop_list": _("Shops"),
    "dashboards:newest": _("Reports"),
    "conformity:overview": _("Conformity"),
    "gates:list": _("Approvals"),
    "conformity:kpis": _("Named KPIs"),
}
MORE = {"dashboards:newest": ("daily",)}


@dataclass(frozen=True)
class GlossaryTerm:
    """One term as the glossary shows it."""

    term: Term
    links: tuple[tuple[str, str], ...]
    metrics: tuple[tuple[str, str], ...]
    """Name and formula in words."""

    @property
    def is_used(self) -> bool:
        """Whether a page or a metric makes use of it."""
        return bool(self.links or self.metrics)


def glossary(brand_key: str) -> list[GlossaryTerm]:
    """Every term of chapter 4."""
    return [
        GlossaryTerm(
            term,
            tuple(_link(name, brand_key) for name in term.pages if page_address(name, brand_key)),
            tuple(_metric(key) for key in term.metrics if key in METRICS),
        )
        for term in terms().values()
    ]


def page_address(name: str, brand_key: str) -> str:
    """Where the page is; empty where this version has none."""
    try:
        return reverse(name, args=[brand_key, *MORE.get(name, ())])
    except NoReverseMatch:
        return ""


def _link(name: str, brand_key: str) -> tuple[str, str]:
    return str(PAGES.get(name, name)), page_address(name, brand_key)


def _metric(key: str) -> tuple[str, str]:
    metric = METRICS[key]
    name = words.here({"zh": metric.name.zh, "en": metric.name.en})
    return name, words.here({"zh": metric.meaning.zh, "en": metric.meaning.en})
