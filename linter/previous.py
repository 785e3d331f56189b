"""Last year's reports, to hold this year's against: one file, or whichever of a folder fits.

They are read when the first report asks for one, each once. Nothing is guessed: a report of
another organ or another year is not held against it, and the user is told.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

from .engine import Settings, personal_data, read_bytes, read_report
from .errors import GxlintError, NotAReportError, ReadError
from .files import Input, expand
from .finding import OtherFile
from .records import NamedTuple
from .report.model import AnnualReport
from .text import is_subsequence

_GOVERNMENT = ("人民政府", "政府")
_PLACES = "省市县区州旗盟镇乡"
_SHORTEST_WITH_PLACE = 5  # 区教育局 could be any district's, 东昌区教育局 not


class Match(NamedTuple):
    """Last year's report for one of this year's, or why there is none (``notes``).

    ``errors`` are files of last year that could not be read, told with the first report.
    """

    report: AnnualReport | None = None
    file: OtherFile | None = None
    notes: tuple[GxlintError, ...] = ()
    errors: tuple[GxlintError, ...] = ()


class _Known(NamedTuple):
    """A report that was read; ``key`` is its organ's name as it is compared."""

    report: AnnualReport
    file: OtherFile
    key: str


class LastYear:
    """The reports in a file or a folder."""

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._errors: list[GxlintError] = []

    def of(self, report: AnnualReport, path: str) -> Match:
        """The report of the same organ for exactly the year before; ``path`` is this year's."""
        known = self._known
        told, self._errors = tuple(self._errors), []
        if not known:
            return Match(errors=told)
        if report.year is None:
            note = GxlintError(
                "不知道是哪一年的报告，没有与上年对照",
                "the report's year is not known: not compared with last year's",
                path=path,
            )
            return Match(notes=(note,), errors=told)
        found, notes = self._chosen(known, report, report.year - 1, path)
        if found is None:
            return Match(notes=notes, errors=told)
        return Match(found.report, found.file, notes, told)

    @cached_property
    def _known(self) -> list[_Known]:
        known = []
        for item in expand([self._path]):
            one = self._read(item)
            known += [one] if one is not None else []
        if not known and not self._errors:
            zh, en = "文件夹里没有年度报告", "there is no annual report in the folder"
            self._errors.append(ReadError(zh, en, path=self._path))
        return known

    def _read(self, item: Input) -> _Known | None:
        """A report; None where there is none, with what is to be said of it in ``_errors``."""
        try:
            if item.error is not None:
                raise item.error
            data = read_bytes(item.path, self._settings.limits.file_bytes)
            source, report = read_report(item.path, data, self._settings)
            personal = personal_data(report, self._settings)
        except GxlintError as error:
            if item.folder is None or not isinstance(error, NotAReportError):
                self._errors.append(error)
            return None
        except Exception as error:  # this year's report must not suffer from it
            what = f"{type(error).__name__}: {error}"
            zh, en = f"无法读取：{what}", f"cannot be read: {what}"
            self._errors.append(ReadError(zh, en, path=item.path))
            return None
        return _Known(report, OtherFile(item.path, source, personal), _key(report.organ))

    @cached_property
    def _by_organ(self) -> Mapping[tuple[int | None, str], list[_Known]]:
        """The reports by year and organ."""
        found: dict[tuple[int | None, str], list[_Known]] = {}
        for one in self._known:
            found.setdefault((one.report.year, one.key), []).append(one)
        return found

    def _chosen(
        self, known: list[_Known], report: AnnualReport, year: int, path: str
    ) -> tuple[_Known | None, tuple[GxlintError, ...]]:
        """The report to hold this one against, and what is to be said about it."""
        if not os.path.isdir(self._path):
            wrong = list(_unfit(known[0], report, year, path))
            return (None if wrong else known[0]), tuple(wrong)
        key = _key(report.organ)
        fitting = self._by_organ.get((year, key)) or [
            one for one in known if one.report.year == year and _fuller(one.key, key)
        ]
        if len({one.key for one in fitting}) != 1 or not key:
            whose = report.organ or "本单位"
            note = GxlintError(
                f"{self._path} 里没有{whose}{year}年度的报告，没有与上年对照",
                f"there is no report of {report.organ or 'this organ'} for {year} in "
                f"{self._path}: not compared",
                path=path,
            )
            return None, (note,)
        if len(fitting) == 1:
            return fitting[0], ()
        taken = fitting[0].file.path
        note = GxlintError(
            f"上年的报告有{len(fitting)}份，与 {taken} 对照",
            f"there are {len(fitting)} reports for {year}: compared with {taken}",
            path=path,
        )
        return fitting[0], (note,)


def _unfit(one: _Known, report: AnnualReport, year: int, path: str) -> Iterator[GxlintError]:
    """Why a file that was given by name is not last year's report."""
    other, name = one.report, one.file.path
    if other.year != year:
        said = f"是{other.year}年度的" if other.year else "看不出是哪一年的"
        yield GxlintError(
            f"{name} {said}，不是{year}年度的，没有与它对照",
            f"{name} is for {other.year or 'an unknown year'}, not for {year}: not compared",
            path=path,
        )
    elif not _may_be_same(other.organ, report.organ):
        yield GxlintError(
            f"{name} 是{other.organ}的报告，不是{report.organ}的，没有与它对照",
            f"{name} is the report of {other.organ}, not of {report.organ}: not compared",
            path=path,
        )


def _key(organ: str | None) -> str:
    """An organ's name as it is compared: ``青禾镇`` and ``青禾镇人民政府`` are the same."""
    name = "".join(unicodedata.normalize("NFKC", organ or "").split())
    for ending in _GOVERNMENT:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _fuller(first: str, second: str) -> bool:
    """Whether one name is the other with more of its place: ``临江市东昌区教育局`` and
    ``东昌区教育局``."""
    short, long = sorted((first, second), key=len)
    has_place = len(short) >= _SHORTEST_WITH_PLACE and any(mark in short for mark in _PLACES)
    return has_place and long.endswith(short)


def _may_be_same(first: str | None, second: str | None) -> bool:
    """Whether two names may stand for one organ: one of them has all of the other's characters,
    in its order. An organ that is not known may be any."""
    short, long = sorted((_key(first), _key(second)), key=len)
    return is_subsequence(short, long)
