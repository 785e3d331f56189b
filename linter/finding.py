"""What gxlint says of a file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Literal

from .errors import GxlintError
from .records import NamedTuple, dataclass
from .source import Source
from .text import Span

# The rule of gxlint's own mistakes, which are not the report's: nothing keeps its findings quiet.
INTERNAL_ERROR = "GX900"


class Severity(IntEnum):
    """How sure and how grave a finding is; ordered, so that thresholds compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name as it stands in rules, configuration and output."""
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> Severity:
        """The severity of that name; ``ValueError`` for any other word."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(word) from None


class Edit(NamedTuple):
    """Replace the source text of a span by another text."""

    span: Span
    replacement: str


class Related(NamedTuple):
    """Another place that belongs to a finding, and what it has to do with it.

    ``path`` is the file it is in; None: the finding's own.
    """

    span: Span
    message: str
    text: str
    path: str | None = None


class OtherFile(NamedTuple):
    """A file that related places are in: last year's report. ``personal`` as in a result."""

    path: str
    source: Source
    personal: tuple[Span, ...] = ()


class Suppression(NamedTuple):
    """What keeps a finding quiet: an entry of a baseline, or a comment in the file itself.

    ``path`` and ``line`` (1-based) say where it stands; a baseline's line is not known.
    """

    kind: Literal["baseline", "comment"]
    path: str
    line: int | None = None


class Finding(NamedTuple):
    """One mistake at one place.

    ``span`` is the smallest wrong text, in code points of the source; ``text`` is what stands
    there, ``place`` says where in the report's own words, ``within`` the same in pieces,
    outermost first, each with its kind (section, table, row, column, …); ``suggestions`` are
    texts to put instead of it, best first, ``edits`` the same as exact replacements where that is
    certain. ``identity`` tells its mark from all others, but for those that are the same mistake
    in the same words; ``number`` (from 1) says which of these it is.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    span: Span
    place: str
    text: str
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    identity: str = ""
    number: int = 1
    within: tuple[tuple[str, str], ...] = ()
    suppression: Suppression | None = None

    @property
    def fingerprint(self) -> str:
        """What stays the same from run to run: it does not move with line numbers, and neither the
        words nor the language of the message matter."""
        from hashlib import sha256  # loads OpenSSL: only where somebody asks

        identity = f"{self.rule}\0{self.identity or self.text}\0{self.number}"
        return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, identical mistakes told apart by their ``number``."""
    seen: dict[tuple[str, str], int] = {}
    told = []
    for finding in findings:
        key = finding.rule, finding.identity or finding.text
        count = seen[key] = seen.get(key, 0) + 1
        told.append(finding if count == 1 else finding._replace(number=count))
    return told


@dataclass(frozen=True)
class FileResult:
    """What came out for one file: findings, or the error that kept it from being read.

    ``cells`` counts the table cells read, ``unreadable`` those that could not be. ``personal``
    are the places of personal data, which no output may show, whatever rules were asked for.
    ``suppressed`` are findings that are known and accepted, each with its ``suppression``: formats
    that can say so list them as such, all others leave them out. ``failed`` says that a finding
    reaches the severity from which on a run fails. ``previous`` is last year's report, where the
    file was held against it.
    """

    path: str
    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    errors: tuple[GxlintError, ...] = ()
    notes: tuple[GxlintError, ...] = ()
    year: int | None = None
    organ: str | None = None
    form: str | None = None
    profile: str | None = None
    config: str | None = None
    sections: int = 0
    tables: int = 0
    cells: int = 0
    unreadable: int = 0
    passed_over: bool = False
    personal: tuple[Span, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    failed: bool = False
    previous: OtherFile | None = None

    def source_of(self, related: Related) -> Source | None:
        """The text that a related place is in."""
        if related.path is None:
            return self.source
        other = self.previous
        return other.source if other is not None and other.path == related.path else None

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)
