"""Strengths, weaknesses, opportunities, threats of a period, their evidence, and the moves made of them (6.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SwotBoard(models.Model):
    """The analysis of one period."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="swot_boards")
    title = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    """When an item, its evidence or a move last changed: the age of the board counts from here."""

    class Meta:
        """Newest period first, one board each."""

        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "starts_on", "ends_on"], name="swot_board_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SwotItem(models.Model):
    """One observation in one of the four quadrants."""

    class Quadrant(models.TextChoices):
        """Inside or outside, helpful or harmful."""

        STRENGTH = "S", _("Strengths")
        WEAKNESS = "W", _("Weaknesses")
        OPPORTUNITY = "O", _("Opportunities")
        THREAT = "T", _("Threats")

    board = models.ForeignKey(SwotBoard, on_delete=models.CASCADE, related_name="items")
    quadrant = models.CharField(max_length=1, choices=Quadrant.choices)
    text = models.CharField(max_length=300)
    weight = models.PositiveSmallIntegerField(default=3)
    """1 small to 5 great."""
    created_at = models.DateTimeField()

    class Meta:
        """The weightiest first."""

        ordering = ["-weight", "pk"]

    def __str__(self) -> str:
        return self.text


class SwotEvidence(models.Model):
    """What an item rests on: a figure of our own, a note, an address, an analysis."""

    class Kind(models.TextChoices):
        """What it points at."""

        FIGURE = "figure", _("Own figure")
        RESEARCH = "research", _("Market note")
        RIVAL = "rival", _("Rival note")
        URL = "url", _("Address")
        ANALYSIS = "analysis", _("Analysis")

    item = models.ForeignKey(SwotItem, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.CharField(max_length=160, blank=True)
    metric = models.CharField(max_length=40, blank=True)
    shop_key = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = models.ForeignKey(
        "strategy.MarketNote", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """In the order they were found."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label or self.metric or self.url


class SwotMove(models.Model):
    """What follows from two items: use a strength on an opportunity (SO), and so on."""

    class Kind(models.TextChoices):
        """Which quadrants meet."""

        SO = "SO", _("SO: use a strength on an opportunity")
        WO = "WO", _("WO: mend a weakness to take an opportunity")
        ST = "ST", _("ST: meet a threat with a strength")
        WT = "WT", _("WT: lessen a weakness, avoid a threat")

    board = models.ForeignKey(SwotBoard, on_delete=models.CASCADE, related_name="moves")
    inside = models.ForeignKey(SwotItem, on_delete=models.CASCADE, related_name="+")
    outside = models.ForeignKey(SwotItem, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=2, choices=Kind.choices)
    text = models.CharField(max_length=300)
    created_at = models.DateTimeField()

    class Meta:
        """In the order they were made."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
