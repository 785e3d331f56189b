"""What a run leaves out because the configuration or a comment in the file says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ..config import OFF, Config, Ignore
from ..errors import GxlintError
from ..filters import without_rules
from ..finding import FileResult


class Ignores:
    """Leaves out what is to be ignored, and remembers what was of use."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._folders = [os.path.abspath(path) for path in paths if os.path.isdir(path)]
        self._used: dict[Ignore, bool] = {}

    def applied(self, result: FileResult, config: Config) -> FileResult:
        """The result without what is ignored; what a comment keeps quiet is ``suppressed``."""
        source = result.source
        if source is None:
            return result
        for entry in config.ignore:
            judged = self._all_seen(entry) and not _narrowed(entry, config)
            self._used.setdefault(entry, not judged)
        ignored: frozenset[str] = frozenset()
        found = {finding.rule for finding in result.findings}
        for entry in config.ignores_for(result.path):
            ignored |= entry.rules
            self._used[entry] |= bool(found & entry.rules)
        result = without_rules(result, ignored)
        if "<!--" not in source.text:
            return result
        from ..suppressions import without_commented

        return without_commented(result, config)

    def _all_seen(self, entry: Ignore) -> bool:
        """Whether every file that a glob may name is looked at in this run."""
        return any(_within(entry.folder, folder) for folder in self._folders)

    def unused(self) -> Iterator[GxlintError]:
        """A note for each entry of a configuration that nothing was left out for."""
        for entry, used in self._used.items():
            if not used:
                yield GxlintError(
                    f"ignore 中的“{entry.pattern}”没有用到，可以删去",
                    f"“{entry.pattern}” under ignore leaves nothing out: remove it",
                    path=entry.origin.name or None,
                    line=entry.origin.line,
                )


def _within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _narrowed(entry: Ignore, config: Config) -> bool:
    """Whether the command line keeps rules of an entry from running."""
    states = [config.rules[rule_id] for rule_id in entry.rules if rule_id in config.rules]
    return any(state.severity == OFF and state.origin.kind == "option" for state in states)
