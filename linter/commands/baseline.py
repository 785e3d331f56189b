"""The command ``baseline``: accept what there is, fail on what is new, forget what is mended."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..baseline import Baseline, load_baseline
from ..engine import Settings
from ..errors import Bilingual, GxlintError, UsageError
from ..files import STDIN
from ..finding import FileResult
from ..records import NamedTuple, replace
from ..reporters.display import Display
from . import run
from .outputs import write_whole
from .session import Options, Session, one_of


class _Action(NamedTuple):
    """What is to be done, with which baseline."""

    path: str
    paths: Sequence[str]
    options: Options
    force: bool


def baseline(
    session: Session, action: str, paths: Sequence[str], options: Options, force: bool
) -> None:
    """Creates, checks against or prunes the baseline that the options name."""
    assert options.baseline is not None
    do = _ACTIONS[one_of("baseline", action, _ACTIONS)]
    if STDIN in paths:
        raise UsageError(
            "基线按文件名记住问题，不能用标准输入",
            "a baseline goes by the names of files: standard input has none",
        )
    if session.chosen_lang is None:
        session.chosen_lang = run.configured_lang(session, paths or [os.curdir], options)
    do(session, _Action(options.baseline, paths, options, force))


def _create(session: Session, wanted: _Action) -> None:
    """Writes a baseline of all that is found; one that is there only if told to."""
    if not wanted.force and os.path.lexists(wanted.path):
        raise UsageError(
            f"已有 {wanted.path}，未作改动",
            f"there is a {wanted.path} already: it is left as it is",
            hint=Bilingual(
                "删去已改正的用 gxlint baseline prune，重新生成加 --force",
                "gxlint baseline prune forgets what is mended, --force writes it anew",
            ),
        )
    options = wanted.options._replace(baseline=None, exit_zero=True)
    paths = wanted.paths or [os.curdir]
    results, _ = _results(session, paths, options)
    made = Baseline(wanted.path).with_results(results)
    _write(made)
    _say(session, Bilingual("已生成", "wrote"), made)


def _check(session: Session, wanted: _Action) -> None:
    """Checks like ``gxlint check --baseline``; without paths, all that the baseline may mean."""
    paths = wanted.paths or _meant_by(load_baseline(wanted.path))
    run.check(session, paths, wanted.options)


def _prune(session: Session, wanted: _Action) -> None:
    """Takes out of a baseline what is mended or gone, and writes new names of files."""
    before = load_baseline(wanted.path)
    options = wanted.options._replace(exit_zero=True, from_hook=True)
    _, quiet = _results(session, wanted.paths or _meant_by(before), options)
    assert quiet.comparison is not None
    after = quiet.comparison.pruned()
    if after.dumped() != before.dumped():
        _write(after)
        _say(session, Bilingual("已更新", "updated"), after)
    else:
        _say(session, Bilingual("没有可删的，未改动", "nothing to forget, left as it is"), after)


_ACTIONS = {"create": _create, "check": _check, "prune": _prune}


def _results(
    session: Session, paths: Sequence[str], options: Options
) -> tuple[list[FileResult], run.Quiet]:
    """The results of the paths, without their texts, and what was kept quiet."""
    quiet = run.Quiet(paths, options, sums_up=False)
    settings: dict[int, Settings] = {}
    found = run.results_of(session, paths, options, quiet, settings)
    return [replace(result, source=None) for result in found], quiet


def _meant_by(baseline: Baseline) -> list[str]:
    """The baseline's folder, where renamed files are, and its files that a search passes over."""
    paths = [_from_here(baseline.folder)]
    paths += [_from_here(baseline.full_path(file)) for file in baseline.files]
    return [path for path in paths if os.path.lexists(path)]


def _from_here(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def _write(baseline: Baseline) -> None:
    if not os.path.isdir(baseline.folder):
        folder = os.path.dirname(baseline.path)
        zh, en = f"文件夹 {folder} 不存在", f"there is no folder {folder}"
        raise UsageError(zh, en, path=baseline.path)
    try:
        write_whole(baseline.path, [baseline.dumped().encode("utf-8", "backslashreplace")])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        zh, en = f"无法写入：{reason}", f"cannot be written: {reason}"
        raise GxlintError(zh, en, path=baseline.path) from None


def _say(session: Session, what: Bilingual, baseline: Baseline) -> None:
    count = sum(len(file.findings) for file in baseline.files)
    said = Bilingual(
        f"{what.zh} {baseline.path}：{len(baseline.files)}份报告，{count}处问题",
        f"{what.en} {baseline.path}: {len(baseline.files)} reports, {count} findings",
    )
    text = Display(session.console.err.encoding).clean(said.get(session.lang))
    session.console.err.write(text + "\n")
