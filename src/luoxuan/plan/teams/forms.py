"""A post, from text to a draft (6.1)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.roles import Role
from luoxuan.plan.teams import selectors
from luoxuan.plan.teams.models import Department, Post
from luoxuan.plan.teams.services import PostDraft


class PostForm(forms.Form):
    """What is said of a post."""

    title = forms.CharField(label=_("Title"), max_length=80)
    department = forms.ChoiceField(label=_("Department"), choices=Department.choices)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("none")), *Role.choices]
    )
    holder = forms.ChoiceField(label=_("Held by"), required=False)
    headcount = forms.IntegerField(label=_("People now"), min_value=0, max_value=999, initial=1)
    reports_to = forms.ChoiceField(label=_("Reports to"), required=False)
    duties = forms.CharField(label=_("Duties"), max_length=300, required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        self.posts = {str(post.pk): post for post in selectors.posts_of(scope.brand)}
        lists: dict[str, dict[str, Any]] = {"holder": self.members, "reports_to": self.posts}
        for name, found in lists.items():
            choices = [("", _("nobody")), *((key, str(one)) for key, one in found.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> PostDraft:
        """The post the form stands for."""
        told = dict(self.cleaned_data)
        told["holder"] = self.members.get(told["holder"])
        told["reports_to"] = self.posts.get(told["reports_to"])
        return PostDraft(**told)


class TeamPlanForm(forms.Form):
    """A post's plan for a quarter."""

    quarter = forms.DateField()
    headcount = forms.IntegerField(min_value=0, max_value=999)
    training = forms.CharField(max_length=200, required=False)


def post_initial(post: Post | None) -> dict[str, Any]:
    """What the form begins with."""
    if post is None:
        return {}
    found = {
        name: getattr(post, name) for name in ("title", "department", "role", "headcount", "duties")
    }
    return found | {
        "holder": str(post.holder_id or ""),
        "reports_to": str(post.reports_to_id or ""),
    }
