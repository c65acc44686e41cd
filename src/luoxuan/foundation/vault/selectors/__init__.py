"""What is known of persons: settings, masked values, requests, clocks."""

from luoxuan.foundation.vault.selectors.settings import keeps_personal, key_now, settings_of

__all__ = ["keeps_personal", "key_now", "settings_of"]
