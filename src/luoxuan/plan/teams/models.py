"""Posts, processes, who answers for what, and the team as it is planned (6.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.roles import Role


class Department(models.TextChoices):
    """The operating team, and the departments it works with."""

    OPERATIONS = "operations", _("Operations")
    MARKETING = "marketing", _("Marketing")
    SALES = "sales", _("Sales")
    PRODUCT = "product", _("Product department")
    SUPPLY = "supply", _("Supply chain")
    SERVICE = "service", _("Customer service")
    FINANCE = "finance", _("Finance")
    OTHER = "other", _("Other")


class Post(models.Model):
    """A post: what it is, who holds it, whom it reports to."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=80)
    department = models.CharField(
        max_length=12, choices=Department.choices, default=Department.OPERATIONS
    )
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    """The core or other role whose work it is; empty: none of them."""
    holder = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    headcount = models.PositiveIntegerField(default=1)
    """People on this post now."""
    reports_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    duties = models.CharField(max_length=300, blank=True)

    class Meta:
        """By department."""

        ordering = ["department", "title", "pk"]
        constraints = [models.UniqueConstraint(fields=["brand", "title"], name="post_title_once")]

    def __str__(self) -> str:
        return self.title


class Process(models.Model):
    """A piece of recurring work that somebody answers for."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="processes")
    key = models.CharField(max_length=40, blank=True)
    """Of a preset; empty for the brand's own."""
    title = models.CharField(max_length=80)
    clause = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_live = models.BooleanField(default=True)

    class Meta:
        """As the standard tells them, then the brand's own."""

        ordering = ["position", "pk"]
        verbose_name_plural = "processes"
        constraints = [
            models.UniqueConstraint(fields=["brand", "title"], name="process_title_once")
        ]

    def __str__(self) -> str:
        return self.title


class RaciEntry(models.Model):
    """What a party has to do with a process."""

    class Duty(models.TextChoices):
        """Exactly one is accountable, at least one is responsible."""

        RESPONSIBLE = "R", _("R · does it")
        ACCOUNTABLE = "A", _("A · answers for it")
        CONSULTED = "C", _("C · is asked before")
        INFORMED = "I", _("I · is told after")

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="entries")
    party = models.CharField(max_length=40)
    """`role:operations_manager` or `dept:marketing`."""
    duty = models.CharField(max_length=2)
    """One letter, or `AR` for who answers for it and does it too."""

    class Meta:
        """One duty per party."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["process", "party"], name="raci_party_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.duty}"


class TeamPlan(models.Model):
    """What a post should be by the end of a quarter: how many people, and what they learn until then."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="plans")
    quarter = models.DateField()
    """Its first day."""
    headcount = models.PositiveIntegerField()
    training = models.CharField(max_length=200, blank=True)

    class Meta:
        """One line per post and quarter."""

        ordering = ["quarter", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "quarter"], name="team_plan_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.quarter}: {self.headcount}"
