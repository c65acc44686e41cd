"""What a person writes of an article."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.act.knowledge.models import Article, ArticleVersion
from luoxuan.act.knowledge.services import ArticleDraft, Question
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks.kinds import kinds_all

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
RIGHT = "*"


class ArticleForm(forms.Form):
    """One article."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Article.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    body = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 18}), max_length=200_000,
        help_text=_("Markdown: ## for headings, - for lists, | for tables."),
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Responsible"), required=False)
    review_on = forms.DateField(label=_("Review again on"), widget=DAY)
    readers = forms.MultipleChoiceField(
        label=_("Must be read by"), choices=Role.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    quiz = forms.CharField(
        label=_("Short quiz"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A question per block, its options below, each on a line that begins with -; the right one with *."
        ),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Applies to"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Pages, one address of this installation per line."),
    )  # fmt: skip
    task_kinds = forms.MultipleChoiceField(
        label=_("Applies to tasks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        owners = [("", "—"), *((key, user.name) for key, user in self.members.items())]
        cast(forms.ChoiceField, self.fields["owner"]).choices = owners
        kinds = [(kind.key, kind.title) for kind in kinds_all()]
        cast(forms.MultipleChoiceField, self.fields["task_kinds"]).choices = kinds
        self.links: tuple[tuple[str, str], ...] = ()

    def clean_quiz(self) -> tuple[Question, ...]:
        """The questions."""
        blocks = re.split(r"\n\s*\n", self.cleaned_data["quiz"].replace("\r", "").strip())
        return tuple(_question(block) for block in blocks if block.strip())

    @property
    def draft(self) -> ArticleDraft:
        """What was said; the view adds the places it resolved."""
        said = self.cleaned_data
        return ArticleDraft(
            kind=said["kind"], title=said["title"], body=said["body"],
            review_on=said["review_on"], owner=self.members.get(said["owner"]),
            readers=tuple(said["readers"]), quiz=said["quiz"], links=self.links,
            note=said["note"],
        )  # fmt: skip


def _question(block: str) -> Question:
    head, *rest = [line.strip() for line in block.splitlines() if line.strip()]
    options = [line.lstrip("-* ").strip() for line in rest]
    right = [n for n, line in enumerate(rest) if line.startswith(RIGHT)]
    if len(options) < 2 or len(right) != 1 or not all(line[0] in "-*" for line in rest):
        raise forms.ValidationError(
            _("“%(question)s” wants two options or more, and one of them with *.")
            % {"question": head}
        )
    return Question(head, tuple(options), right[0])


def quiz_text(version: ArticleVersion) -> str:
    """The quiz as it is typed."""
    blocks = []
    for one in version.quiz:
        lines = [
            f"{RIGHT if n == one['right'] else '-'} {option}"
            for n, option in enumerate(one["options"])
        ]
        blocks.append("\n".join([one["question"], *lines]))
    return "\n\n".join(blocks)


class ReviewForm(forms.Form):
    """Still true until when."""

    review_on = forms.DateField(label=_("Review again on"), widget=DAY)


class QuizForm(forms.Form):
    """The answers of a reader; every question has a field."""

    def __init__(self, *args: Any, version: ArticleVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, one in enumerate(version.quiz):
            self.fields[f"q{n}"] = forms.TypedChoiceField(
                label=one["question"], coerce=int, widget=forms.RadioSelect,
                choices=list(enumerate(one["options"])),
            )  # fmt: skip

    @property
    def answers(self) -> list[int]:
        """The chosen places, in order."""
        return [self.cleaned_data[name] for name in self.fields]


def said_of(
    article: Article, version: ArticleVersion, places: str, task_kinds: list[str]
) -> dict[str, Any]:
    """An article as the form's first values."""
    return {
        "kind": article.kind, "title": article.title, "body": version.body,
        "owner": str(article.owner_id or ""), "review_on": article.review_on,
        "readers": article.readers, "quiz": quiz_text(version), "places": places,
        "task_kinds": task_kinds,
    }  # fmt: skip


def review_default(today: date) -> date:
    """Half a year ahead."""
    return date(today.year + (today.month > 6), (today.month + 5) % 12 + 1, 1)
