"""Personal data is found to be removed, not to be spread: no output shows it in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from .errors import Bilingual, GxlintError
from .finding import FileResult, Finding, Related
from .records import replace
from .text import Span

_DIGIT_LIKE = re.compile(r"[\dXx*]")
_STAR = "*"


def mask(text: str) -> str:
    """A number with its middle starred: ``138****2345``, ``110101********1234``.

    Of a telephone number the first three and last four digits stay, of a longer one (identity
    card, bank card) the first six and last four. Length and separators stay as they are.
    """
    places = [match.start() for match in _DIGIT_LIKE.finditer(text)]
    head = 3 if len(places) <= 11 else 6
    hidden = set(places[head:-4] if len(places) > head + 4 else places[1:-1])
    return "".join(_STAR if at in hidden else character for at, character in enumerate(text))


def masked(result: FileResult) -> FileResult:
    """The result as every reporter may print it.

    A mask is as long as what it covers, so that the positions hold; the source text, the
    findings' own texts, messages, suggestions and related places are all masked, and so is what
    a check that failed said.
    """
    source, previous = result.source, result.previous
    if source is None:
        return result
    secrets = {source[span] for span in result.personal}
    if previous is not None:
        secrets |= {previous.source[span] for span in previous.personal}
        masked_text = hidden(previous.source.text, previous.personal)
        previous = previous._replace(source=replace(previous.source, text=masked_text))
    if not secrets:
        return result
    hide = _hider(secrets)
    return replace(
        result,
        source=replace(source, text=hidden(source.text, result.personal)),
        previous=previous,
        findings=tuple(_masked_finding(finding, hide) for finding in result.findings),
        suppressed=tuple(_masked_finding(finding, hide) for finding in result.suppressed),
        errors=tuple(_masked_error(error, hide) for error in result.errors),
    )


def hidden(text: str, spans: Sequence[Span]) -> str:
    """The text with these spans masked, as long as before."""
    if not spans:
        return text
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [text[at:start], mask(text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def _hider(secrets: set[str]) -> Callable[[str], str]:
    """A function that masks these numbers in a text, also where it has them folded or joined."""
    forms = {form for secret in secrets for form in _forms(secret)}
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: mask(match.group()), text)


def _forms(secret: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", secret)
    forms = {secret, folded, "".join(folded.split()), "".join(re.findall(r"[\dXx]", folded))}
    return {form for form in forms if form}


def _masked_finding(finding: Finding, hide: Callable[[str], str]) -> Finding:
    return finding._replace(
        message=hide(finding.message),
        place=hide(finding.place),
        text=hide(finding.text),
        identity=hide(finding.identity),
        suggestions=tuple(hide(text) for text in finding.suggestions),
        related=tuple(_masked_related(related, hide) for related in finding.related),
        # A mask is to be read, never to be written into the report.
        edits=tuple(edit for edit in finding.edits if hide(edit.replacement) == edit.replacement),
        within=tuple((kind, hide(name)) for kind, name in finding.within),
    )


def _masked_related(related: Related, hide: Callable[[str], str]) -> Related:
    return related._replace(message=hide(related.message), text=hide(related.text))


def _masked_error(error: GxlintError, hide: Callable[[str], str]) -> GxlintError:
    zh, en = (hide(text) for text in error.message)
    if Bilingual(zh, en) == error.message:
        return error
    return GxlintError(
        zh, en, path=error.path, line=error.line, column=error.column, hint=error.hint
    )
