"""The errors gxlint reports to its user: one clear line each, never a traceback."""

from __future__ import annotations

from typing import Literal

from .records import NamedTuple

Lang = Literal["zh", "en"]


class Bilingual(NamedTuple):
    """A text in Chinese and in English."""

    zh: str
    en: str

    def get(self, lang: Lang) -> str:
        """The text in one of the two languages."""
        return self.en if lang == "en" else self.zh

    def fill(self, lang: Lang, parameters: dict[str, object]) -> str:
        """The text with its ``{parameters}`` filled in."""
        return self.get(lang).format_map(parameters) if parameters else self.get(lang)


class GxlintError(Exception):
    """Something the user can mend: says what, where, and how.

    ``path`` is the file it is about, ``line`` and ``column`` are 1-based, ``hint`` is what to do.
    """

    def __init__(
        self,
        zh: str,
        en: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: Bilingual | None = None,
    ) -> None:
        super().__init__(zh)
        self.message = Bilingual(zh, en)
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    @property
    def where(self) -> str:
        """``path:line:column``, as far as it is known."""
        parts = [self.path or ""]
        parts += [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join(parts)

    def describe(self, lang: Lang) -> str:
        """What is wrong and how to mend it, in one line and without the place."""
        text = self.message.get(lang)
        if self.hint is None:
            return text
        return f"{text} ({self.hint.en})" if lang == "en" else f"{text}（{self.hint.zh}）"

    def __str__(self) -> str:
        return f"{self.where}: {self.describe('zh')}" if self.path else self.describe("zh")


class UsageError(GxlintError):
    """The command line or an API call asks for what cannot be done."""


class ConfigError(GxlintError):
    """A configuration file is wrong; carries every problem found in it."""

    def __init__(self, problems: list[GxlintError]) -> None:
        first = problems[0]
        super().__init__(first.message.zh, first.message.en, path=first.path, line=first.line)
        self.problems = problems


class CatalogueError(GxlintError):
    """A file of the rule catalogue is wrong."""


class ReadError(GxlintError):
    """An input file cannot be read as a report."""


class NotAReportError(ReadError):
    """The file was read, but it is no annual report: nothing in it can be judged."""
