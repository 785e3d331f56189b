"""gxlint: a linter for China's annual reports on government information disclosure.

The public API. Everything is imported on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .finding import FileResult, Finding
    from .report.model import AnnualReport

__all__ = ["AnnualReport", "FileResult", "Finding", "__version__", "check", "check_text", "extract"]


def check(path: str, *, previous: str | None = None) -> FileResult:
    """The findings on a file, with the shipped rules; ``previous`` is last year's report, or a
    folder to find it in.

    Raises ``gxlint.errors.ReadError`` where a file cannot be read as a report.
    """
    from .engine import check_file, default_settings, read_bytes

    settings = default_settings()
    if previous is not None:
        from .previous import LastYear

        settings = settings._replace(previous=LastYear(previous, settings))
    return _raised(check_file(path, read_bytes(path), settings))


def check_text(text: str, path: str = "<text>") -> FileResult:
    """The findings on a report's text, with the shipped rules."""
    from .engine import check_file, default_settings

    return _raised(check_file(path, text.encode("utf-8"), default_settings()))


def extract(path: str) -> AnnualReport:
    """The facts of a report. Raises ``gxlint.errors.ReadError`` like ``check``."""
    from .engine import default_settings, read_bytes, read_report

    return read_report(path, read_bytes(path), default_settings())[1]


def _raised(result: FileResult) -> FileResult:
    from .errors import ReadError

    for error in result.errors:
        if isinstance(error, ReadError):
            raise error
    return result


def __getattr__(name: str) -> object:
    if name in ("Finding", "FileResult"):
        from . import finding

        return getattr(finding, name)
    if name == "AnnualReport":
        from .report.model import AnnualReport

        return AnnualReport
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
