"""The words and numbers that reports of results are made of, in both languages."""

from __future__ import annotations

from ..errors import Bilingual, Lang
from ..finding import FileResult, Finding, Severity
from ..source import Location

SEVERITY: dict[Severity, Bilingual] = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.WARNING: Bilingual("警告", "warning"),
    Severity.INFO: Bilingual("提示", "info"),
}
_NUMERALS = "零一二三四五六七八九十"


_LOCATION: dict[str, Bilingual] = {
    "page": Bilingual("第{}页", "page {}"),
    "line": Bilingual("第{}行", "line {}"),
    "paragraph": Bilingual("第{}段", "paragraph {}"),
    "note": Bilingual("脚注{}", "note {}"),
    "table": Bilingual("表{}", "table {}"),
    "row": Bilingual("第{}行", "row {}"),
    "column": Bilingual("第{}列", "column {}"),
}


def located(location: Location, lang: Lang) -> str:
    """``第12段``, ``表2第5行第7列``, ``第3页第14行``."""
    numbers = location.numbers()
    parts = [w.get(lang).format(numbers[name]) for name, w in _LOCATION.items() if name in numbers]
    return (", " if lang == "en" else "").join(parts)


def with_elsewhere(result: FileResult, finding: Finding, lang: Lang) -> str:
    """The message of a finding, and where in another file there is a place that belongs to it:
    for formats that have one line for all of it."""
    related = next((one for one in finding.related if one.path is not None), None)
    source = result.source_of(related) if related is not None else None
    if related is None or source is None:
        return finding.message
    line, column = source.position(related.span.start)
    where = f"{related.path}:{line}:{column}"
    return finding.message + (f" (see {where})" if lang == "en" else f"（对照 {where}）")


def numeral(number: int) -> str:
    """A small number as Chinese prose writes it."""
    return _NUMERALS[number] if number <= 10 else str(number)


def plural(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(parts: list[str], lang: Lang) -> str:
    """Parts of a sentence after each other."""
    return (", " if lang == "en" else "，").join(parts)


def counts(errors: int, warnings: int, infos: int, lang: Lang) -> str:
    """``2个错误，1个警告``; hints are named only where there are any."""
    if lang == "en":
        parts = [plural(errors, "error"), plural(warnings, "warning")]
        parts += [plural(infos, "hint")] if infos else []
    else:
        parts = [f"{errors}个错误", f"{warnings}个警告"] + ([f"{infos}个提示"] if infos else [])
    return joined(parts, lang)


def what_was_read(result: FileResult, lang: Lang) -> list[str]:
    """Year and organ: whose report it is, as far as it could be read."""
    if lang == "en":
        year = str(result.year) if result.year is not None else "year unknown"
        return [year, result.organ or "organ unknown"]
    year = f"{result.year}年" if result.year is not None else "年份不明"
    return [year, result.organ or "机关不明"]


def how_much_was_read(result: FileResult, lang: Lang) -> list[str]:
    """Sections, tables and cells: ``六部分``, ``三张表200格``."""
    if lang == "en":
        tables = f"{plural(result.tables, 'table')} with {plural(result.cells, 'cell')}"
        return [plural(result.sections, "section"), tables]
    return [
        f"{numeral(result.sections)}部分",
        f"{numeral(result.tables)}张表{result.cells}格",
    ]


def unreadable(number: int, lang: Lang) -> list[str]:
    """How many cells could not be read, if any."""
    if not number:
        return []
    return [plural(number, "unreadable cell") if lang == "en" else f"{number}格无法读取"]
