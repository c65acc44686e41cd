"""Parties and gaps of the matrix in words (6.1)."""

from django.utils.translation import gettext as _

from luoxuan.foundation.people.roles import Role
from luoxuan.plan.teams.models import Department
from luoxuan.plan.teams.presets import PARTIES


def party_word(party: str) -> str:
    """What a party is called."""
    kind, _colon, key = party.partition(":")
    words = dict(Role.choices) if kind == "role" else dict(Department.choices)
    return str(words.get(key, key))


def party_is_known(party: str) -> bool:
    """Whether a duty can be given to it."""
    kind, _colon, key = party.partition(":")
    return (kind == "role" and key in Role.values) or (kind == "dept" and key in Department.values)


def parties_shown(more: list[str]) -> list[str]:
    """The columns of the matrix: the standard's, then what else has a duty."""
    return [*PARTIES, *(party for party in dict.fromkeys(more) if party not in PARTIES)]


def gap_sentence(rule: str, process: str, parties: tuple[str, ...] = ()) -> str:
    """One gap, with how to close it."""
    who = _(", ").join(party_word(party) for party in parties)
    told = {"process": process, "who": who}
    sentences = {
        "no_accountable": _("Nobody answers for “%(process)s”: give exactly one party an A."),
        "many_accountable": _("“%(process)s” has several who answer for it (%(who)s): keep one."),
        "no_responsible": _("Nobody does “%(process)s”: give at least one party an R."),
        "not_held": _("“%(process)s” rests on %(who)s, and nobody holds that role."),
    }
    return sentences[rule] % told
