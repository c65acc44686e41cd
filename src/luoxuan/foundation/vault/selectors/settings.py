"""What a brand decided."""

from typing import TYPE_CHECKING

from luoxuan.foundation.vault.models import VaultKey, VaultSettings

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
