"""SOPs, cases, models and lessons, with every version, who read them and where they apply (12.6)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.tasks.kinds import kind_of


class Article(models.Model):
    """One piece of knowledge; its text stands in versions."""

    class Kind(models.TextChoices):
        """What it is: 标准作业程序, 成功案例, 数据分析模型, 经验教训 (12.6)."""

        SOP = "sop", _("SOP")
        CASE = "case", _("Case")
        MODEL = "model", _("Analysis model")
        LESSON = "lesson", _("Lesson")

    class State(models.TextChoices):
        """Whether people may rely on it."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    slug = models.SlugField(max_length=60, allow_unicode=True)
    title = models.CharField(max_length=120)
    owner = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    review_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    readers = models.JSONField(default=list, blank=True)
    """Roles that must have read the published version."""
    source = models.CharField(max_length=120, blank=True)
    """What it came of, e.g. trial:7."""
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """One slug per brand."""

        ordering: ClassVar = ["kind", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "slug"], name="article_slug_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether people may rely on it."""
        return self.state == self.State.PUBLISHED


class ArticleVersion(models.Model):
    """The text as somebody wrote it; it never changes."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    quiz = models.JSONField(default=list, blank=True)
    """Questions, each with `question`, `options`, `right` (the place of the right option)."""
    note = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.article} v{self.number}"


class Reading(models.Model):
    """A person read a version, and how the quiz went."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    right = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    tries = models.PositiveIntegerField(default=1)
    has_passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        """One per person and version: the latest try."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "user"], name="article_reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version_id}"


class ArticleLink(models.Model):
    """Where an article applies: a page by its address's name, or a kind of subject."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    subject_type = models.CharField(max_length=40)
    """page, task_kind, finding_kind, clause ..."""
    subject_id = models.CharField(max_length=120)

    class Meta:
        """Once per place."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "subject_type", "subject_id"], name="article_link_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}"

    @property
    def words(self) -> str:
        """What it applies to, for a page."""
        if self.subject_type == "task_kind":
            return str(_("Tasks: %(kind)s") % {"kind": kind_of(self.subject_id).title})
        return self.subject_id


class ArticleTerm(models.Model):
    """How often a term stands in an article's newest version: the search index."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=40)
    weight = models.PositiveIntegerField()

    class Meta:
        """Found by term."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "term"], name="article_term_once")
        ]
        indexes: ClassVar = [models.Index(fields=["term"])]

    def __str__(self) -> str:
        return self.term
