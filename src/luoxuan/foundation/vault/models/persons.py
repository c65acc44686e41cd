"""A person known by a keyed token; the values are boxes, the token is all the warehouse knows."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Take(models.Model):
    """What one import brought. Nothing of it is seen before the import is in the catalogue."""

    class State(models.TextChoices):
        """Written in pieces, then true at once; taken out at once, then removed in pieces."""

        WRITING = "writing", _("Being written")
        LIVE = "live", _("Live")
        DROPPED = "dropped", _("Taken out")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    import_id = models.CharField(max_length=36, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WRITING)
    persons = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    """Persons who were erased before: their values were not taken again."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.import_id


class Person(models.Model):
    """One person of a brand. Without `wrapped` the values are lost for good: that is how they are erased."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    wrapped = models.BinaryField(null=True)
    key_version = models.PositiveIntegerField(default=1)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """One per token."""

        ordering: ClassVar = ["token"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "token"], name="person_once")
        ]

    def __str__(self) -> str:
        return self.token[:12]


class PersonValue(models.Model):
    """One sealed value of a person; the digest, keyed by the person's own key, finds the same value again."""

    class Kind(models.TextChoices):
        """What it is."""

        PHONE = "phone", _("Phone")
        NAME = "name", _("Person's name")
        ADDRESS = "address", _("Postal address")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="values")
    kind = models.CharField(max_length=8, choices=Kind)
    digest = models.CharField(max_length=32)
    sealed = models.BinaryField()
    is_corrected = models.BooleanField(default=False)
    """Said by the person: it stands before what files say."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        """Said last comes first."""

        ordering: ClassVar = ["kind", "-is_corrected", "-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="value_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class ValueSource(models.Model):
    """Which import brought a value: undoing the import takes it where no other brought it too."""

    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="sources")
    value = models.ForeignKey(PersonValue, on_delete=models.CASCADE, related_name="sources")

    class Meta:
        """Once per import."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["take", "value"], name="value_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.value_id} by {self.take_id}"
