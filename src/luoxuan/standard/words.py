"""Something said in both languages of the house."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """The same in Chinese and English."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """In the language of the page: Chinese unless it is English."""
        return self.en if language.lower().startswith("en") else self.zh
