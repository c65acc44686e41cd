"""Where a brand's files live under the home folder."""

from pathlib import Path

from django.conf import settings

from luoxuan.foundation.people.models import Brand

PRIVATE = 0o700


def brand_root(brand: Brand) -> Path:
    """The folder of the brand: everything of it is under this path and nowhere else."""
    return Path(settings.LUOXUAN_HOME) / "brands" / brand.key


def lake_root(brand: Brand) -> Path:
    """The brand's lake."""
    return brand_root(brand) / "lake"


def stage_root(brand: Brand) -> Path:
    """Cells as read, one folder per import, personal columns removed."""
    return brand_root(brand) / "stage"


def originals_root(brand: Brand) -> Path:
    """Sealed originals."""
    return private(brand_root(brand) / "originals")


def work_root(brand: Brand) -> Path:
    """Where files are open while they are read; empty when nothing runs."""
    return private(brand_root(brand) / "work")


def inbox_root(brand: Brand) -> Path:
    """The watched folder."""
    return private(brand_root(brand) / "inbox")


def private(folder: Path) -> Path:
    """The folder, made where absent, closed to other accounts of the machine."""
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(PRIVATE)
    return folder
