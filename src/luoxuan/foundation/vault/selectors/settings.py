"""What a brand decided."""

from typing import TYPE_CHECKING

from luoxuan.foundation.vault import registry
from luoxuan.foundation.vault.models import Take, VaultKey, VaultSettings

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def settings_of(brand: "Brand") -> VaultSettings:
    """The brand's settings; those of a brand that keeps nothing where it never said anything."""
    found = VaultSettings.objects.filter(brand=brand).first()
    return found or VaultSettings(brand=brand, changed_at=brand.created_at)


def keeps_personal(brand: "Brand") -> bool:
    """Whether what is imported now goes to the vault."""
    return VaultSettings.objects.filter(brand=brand, keeps_personal=True).exists()


def key_now(brand: "Brand") -> VaultKey | None:
    """The vault key that wraps; None where there is none yet."""
    return VaultKey.objects.filter(brand=brand).first()


def imports_older(brand: "Brand") -> int:
    """Order files read before the vault was switched on: their buyers bear the keys of before."""
    row = VaultSettings.objects.filter(brand=brand, keeps_personal=True).first()
    if row is None or row.kept_since is None:
        return 0
    found = registry.older(brand, row.kept_since)
    taken = Take.objects.filter(brand=brand).values_list("import_id", flat=True)
    return len(found - set(taken))
