"""Comments in a report that keep findings quiet: ``<!-- gxlint: off GX205 -->``.

``off`` on a line of its own holds from there to ``on``, or to the end; on a line with other text
it holds for that line. ``off-next-line`` holds for the next line that has any text. Without the
name of a rule all rules are meant; what stands behind `` -- `` is the reason. HTML and Markdown
show no comment to a reader, and gxlint sees them in plain text as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from .config import OFF, Config
from .errors import Bilingual, GxlintError
from .finding import INTERNAL_ERROR, FileResult, Finding, Suppression
from .masking import mask
from .records import replace
from .selectors import ALL, select_rules, unknown_selector
from .suggest import did_you_mean
from .text import lazy_pattern

_OFF, _NEXT_LINE, _ON = "off", "off-next-line", "on"
_ACTIONS = (_OFF, _NEXT_LINE, _ON)
_CLOSE = "-->"
_LONGEST = 1000  # characters: a comment that goes on longer was not closed
_LONGEST_LINE = 2000  # characters: on a line that is longer there is more than comments
_MOST_LINES = 50  # between a comment and the line that it is about
_MOST_COMMENTS = 1000
_MOST_DIGITS = 6

_OPEN = lazy_pattern(r"<!--\s{0,20}gxlint\s{0,5}[:：]", re.IGNORECASE)
_ANY_COMMENT = lazy_pattern(r"<!--.{0,1000}?-->", re.DOTALL)
_WORD = lazy_pattern(r"[\s,，、]|-->")
_REASON = lazy_pattern(r"\s(?:--|——)\s")
_BETWEEN = lazy_pattern(r"[\s,，、]+")


class _Comment:
    """A comment, the names of rules in it with the rules' ids, and where it holds.

    It holds from ``start`` up to the offset in ``ends`` of each rule; ``used`` are the rules that
    it has kept quiet, or switched on again.
    """

    def __init__(self, action: str, at: int, names: dict[str, frozenset[str]], start: int) -> None:
        self.action = action
        self.at = at
        self.names = names
        self.start = start
        self.ends: dict[str, int] = {}
        self.used: set[str] = set()

    def holds(self, finding: Finding) -> bool:
        """Whether a finding begins where its rule is off."""
        return self.start <= finding.span.start < self.ends.get(finding.rule, -1)


def without_commented(result: FileResult, config: Config) -> FileResult:
    """The result with what comments in the file keep quiet among its ``suppressed``.

    Its ``notes`` grow by the mistakes in the comments, and by those that nothing was quiet for.
    """
    text = result.source.text if result.source is not None else ""
    if result.source is None or not _OPEN.search(text):
        return result
    reading = _Reading(text, result.source.line_starts, config)
    findings: list[Finding] = []
    quiet: list[Finding] = []
    for finding in result.findings:
        comment = reading.comment_for(finding)
        if comment is None:
            findings.append(finding)
            continue
        line = result.source.position(comment.at).line
        cause = Suppression("comment", result.path, line)
        quiet.append(finding._replace(suppression=cause))
    judged = [] if result.errors or result.form is None else reading.unused()
    notes = []
    for at, words, hint in sorted([*reading.problems, *judged], key=lambda problem: problem[0]):
        line, column = result.source.position(at)
        note = GxlintError(*words, path=result.path, line=line, column=column, hint=hint)
        notes.append(note)
    return replace(
        result,
        findings=tuple(findings),
        suppressed=(*result.suppressed, *quiet),
        notes=(*result.notes, *notes),
    )


def _told(word: str) -> str:
    """A word as it may be repeated: no rule's name has so many digits, but a telephone may."""
    return mask(word) if sum(map(str.isdigit, word)) > _MOST_DIGITS else word


_Problem = tuple[int, Bilingual, "Bilingual | None"]


class _Reading:
    """The comments of one text."""

    def __init__(self, text: str, line_starts: list[int], config: Config) -> None:
        self._text = text
        self._line_starts = line_starts
        self._states = config.rules
        self._rules = {rule_id: state.rule for rule_id, state in config.rules.items()}
        self.problems: list[_Problem] = []
        self._comments: list[_Comment] = []
        self._open: list[_Comment] = []
        self._ons: list[int] = []
        self._read()

    def comment_for(self, finding: Finding) -> _Comment | None:
        """The first comment that keeps a finding quiet."""
        for comment in self._comments:
            if finding.rule != INTERNAL_ERROR and comment.holds(finding):
                comment.used.add(finding.rule)
                return comment
        return None

    def unused(self) -> Iterator[_Problem]:
        """The comments, or names in them, that nothing is quiet for.

        Only what was looked for can be missed: a rule that does not run says nothing.
        """
        for comment in self._comments:
            for name, rules in comment.names.items():
                if not rules or rules & comment.used or not self._looked_for(rules):
                    continue
                said = "" if name == ALL else f" {name}"
                if comment.action == _ON:
                    words = Bilingual(
                        f"“on{said}”没有用：这里没有被关闭的规则",
                        f"“on{said}” does nothing: nothing is off here",
                    )
                else:
                    words = Bilingual(
                        f"“{comment.action}{said}”没有用到，可以删去",
                        f"“{comment.action}{said}” keeps nothing quiet: remove it",
                    )
                yield comment.at, words, None

    def _looked_for(self, rules: frozenset[str]) -> bool:
        states = [self._states[rule_id] for rule_id in rules]
        narrowed = any(s.severity == OFF and s.origin.kind == "option" for s in states)
        return any(state.runs for state in states) and not narrowed

    def _read(self) -> None:
        every = [*islice(_OPEN.finditer(self._text), _MOST_COMMENTS + 1)]
        self._ons = [opened.start() for opened in every if self._is_on(opened.end())]
        for count, opened in enumerate(every):
            at = opened.start()
            if count == _MOST_COMMENTS:
                words = Bilingual(
                    "gxlint 注释太多，后面的不起作用", "too many comments: no more count"
                )
                self.problems.append((at, words, None))
                return
            end = self._text.find(_CLOSE, opened.end(), opened.end() + _LONGEST)
            if end < 0:
                words = Bilingual("gxlint 注释没有以 --> 结束", "this comment is not closed by -->")
                self.problems.append((at, words, None))
                continue
            body = _REASON.split(self._text[opened.end() : end], maxsplit=1)[0]
            self._understand(at, end + len(_CLOSE), [w for w in _BETWEEN.split(body) if w])

    def _is_on(self, at: int) -> bool:
        return _WORD.split(self._text[at : at + 40].strip().casefold(), maxsplit=1)[0] == _ON

    def _understand(self, at: int, end: int, words: list[str]) -> None:
        words = [_told(word) for word in words]
        action = words[0].casefold() if words else ""
        if action not in _ACTIONS:
            hint = did_you_mean(action, _ACTIONS) or Bilingual(
                f"可用：{'、'.join(_ACTIONS)}", f"possible: {', '.join(_ACTIONS)}"
            )
            said = Bilingual(f"gxlint 注释里没有“{action}”", f"no “{action}” in comments")
            self.problems.append((at, said, hint))
            return
        names: dict[str, frozenset[str]] = {}
        for name in words[1:] or [ALL]:
            names[name] = frozenset(select_rules(name, self._rules))
            if not names[name]:
                zh, en, hint_of_name = unknown_selector(name, self._rules)
                self.problems.append((at, Bilingual(zh, en), hint_of_name))
        comment = _Comment(action, at, names, end)
        if action == _ON:
            self._switch_on(comment)
        else:
            comment.start, stop = self._reach(action, at, end)
            comment.ends = {rule: stop for rules in names.values() for rule in rules}
            self._open.append(comment)
        self._comments.append(comment)

    def _switch_on(self, on: _Comment) -> None:
        """Ends what is off, also what would have ended with the line."""
        wanted = frozenset[str]().union(*on.names.values())
        for comment in self._open:
            for rule in wanted & comment.ends.keys():
                if comment.ends[rule] > on.at:
                    comment.ends[rule] = on.at
                    on.used.add(rule)
        self._open = [c for c in self._open if max(c.ends.values(), default=0) > on.at]

    def _reach(self, action: str, at: int, end: int) -> tuple[int, int]:
        """Where a comment holds, unless an ``on`` ends it earlier."""
        start, stop = self._line(at)[0], self._line(end)[1]
        if action == _NEXT_LINE:
            return self._next_line(stop)
        if self._comments_only(start, stop):
            return end, len(self._text) + 1
        # An “on” further on in the line: only what stands between the two is meant.
        return (end if self._has_on(end, stop) else start), stop

    def _has_on(self, start: int, stop: int) -> bool:
        later = bisect_left(self._ons, start)
        return later < len(self._ons) and self._ons[later] < stop

    def _next_line(self, at: int) -> tuple[int, int]:
        for _ in range(_MOST_LINES):
            start, stop = self._line(at)
            if at >= len(self._text):
                break
            if not self._comments_only(start, stop):
                return start, stop
            at = stop
        return at, at

    def _comments_only(self, start: int, stop: int) -> bool:
        """Whether nothing stands on a line but comments."""
        if stop - start > _LONGEST_LINE:
            return False
        return not _ANY_COMMENT.sub("", self._text[start:stop]).strip()

    def _line(self, at: int) -> tuple[int, int]:
        """Where the line of an offset begins, and where the next one does."""
        line = bisect_right(self._line_starts, at)
        last = line == len(self._line_starts)
        return self._line_starts[line - 1], len(self._text) + 1 if last else self._line_starts[line]
