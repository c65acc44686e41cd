"""What came in, which lake versions are true, what is kept and how long (9.1, 9.3)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.models import Brand


def new_id() -> str:
    """A fresh id as text: it stands in lake rows, file names and addresses."""
    return str(uuid.uuid4())


class Catalogue(models.Model):
    """One row names the version of every lake table; the last row of a brand is what readers see."""

    class Cause(models.TextChoices):
        """Why the versions moved."""

        IMPORT = "import", _("Import")
        UNDO = "undo", _("Undo")
        UPKEEP = "upkeep", _("Upkeep")

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    versions = models.JSONField()
    at = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=Cause)
    import_ids = models.JSONField(default=list)

    class Meta:
        ordering = ["brand", "seq"]
        constraints = [models.UniqueConstraint(fields=["brand", "seq"], name="catalogue_seq")]

    def __str__(self) -> str:
        return f"{self.brand_id}#{self.seq}"


class ImportBatch(models.Model):
    """Files that came in together: one drop on the page, one command, one round of the inbox."""

    class Source(models.TextChoices):
        """Which door the files came through."""

        WEB = "web", _("Page")
        CLI = "cli", _("Command line")
        INBOX = "inbox", _("Inbox folder")
        API = "api", _("API")

    batch_id = models.CharField(max_length=36, primary_key=True, default=new_id)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    shop = models.CharField(max_length=64, blank=True)
    job = models.CharField(max_length=64, blank=True)
    progress = models.JSONField(default=dict)
    outcome = models.JSONField(default=list)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.batch_id


class Import(models.Model):
    """One file that was read. Its rows in the lake carry its id; undo removes them by it."""

    class Status(models.TextChoices):
        """What became of the file; a duplicate leaves no row of its own."""

        IMPORTED = "imported", _("Imported")
        NOT_SUPPORTED = "not_supported", _("Not supported yet")
        REFUSED = "refused", _("Refused")

    import_id = models.CharField(max_length=36, primary_key=True, default=new_id)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    shop = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    status = models.CharField(max_length=16, choices=Status)
    reports = models.JSONField(default=list)
    seq = models.PositiveIntegerField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "name"]
        indexes = [models.Index(fields=["brand", "-at"], name="import_brand_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "sha256"],
                condition=Q(status="imported", undone_at__isnull=True),
                name="import_once",
            )
        ]

    def __str__(self) -> str:
        return self.import_id

    @property
    def is_live(self) -> bool:
        """Its rows are in the warehouse."""
        return self.status == self.Status.IMPORTED and self.undone_at is None


class Original(models.Model):
    """A file as it came, sealed under the brand's key; gone at `keep_until` or when undone (9.3)."""

    original_id = models.CharField(max_length=36, primary_key=True, default=new_id)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, null=True, on_delete=models.CASCADE, related_name="originals"
    )
    import_id = models.CharField(max_length=36, blank=True, db_index=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    keep_until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["at", "name"]

    def __str__(self) -> str:
        return self.original_id


class ImportSettings(models.Model):
    """How long originals are kept, and whether the inbox folder is watched."""

    brand = models.OneToOneField(
        Brand, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    retention_days = models.PositiveSmallIntegerField(default=30)
    inbox_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.brand_id)


class BrandLayout(models.Model):
    """A layout the brand made for a report no built-in layout knows."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    platform = models.CharField(max_length=32)
    dataset = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    layout = models.JSONField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["platform", "dataset", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "platform", "dataset", "version"], name="brand_layout_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform}/{self.dataset}@{self.version}"


class LayoutDraft(models.Model):
    """A mapping a person is still working on: the file it is for, and the answers so far."""

    draft_id = models.CharField(max_length=36, primary_key=True, default=new_id)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="drafts")
    answers = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.draft_id


class Mending(models.Model):
    """Cells a person set right: the import they were wrong in, and the one that took its place (9.2)."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    old_id = models.CharField(max_length=36, db_index=True)
    new_id = models.CharField(max_length=36, db_index=True)
    corrections = models.JSONField()
    """[part, row below the header, {column: text}]; cells of persons are never in quarantine."""
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"
