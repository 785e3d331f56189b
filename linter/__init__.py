"""gxlint: a linter for China's annual reports on government information disclosure.

The public API. Everything is imported on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    import os

    from .finding import FileResult, Finding
    from .report.model import AnnualReport

__all__ = ["AnnualReport", "FileResult", "Finding", "__version__", "check", "check_text", "extract"]


def check(
    path: str | os.PathLike[str], *, previous: str | os.PathLike[str] | None = None
) -> FileResult:
    """The findings on a file, hints too, with the shipped rules; no configuration is looked for.

    ``previous`` is last year's report, or a folder to find it in. Personal data is masked, as on
    the command line. Raises ``gxlint.errors.ReadError`` where a file cannot be read, its subclass
    ``NotAReportError`` where it is no report.
    """
    from os import fspath

    from .engine import check_file, default_settings, read_bytes

    settings = default_settings()
    if previous is not None:
        from .previous import LastYear

        settings = settings._replace(previous=LastYear(fspath(previous), settings))
    name = fspath(path)
    return _raised(check_file(name, read_bytes(name), settings))


def check_text(text: str, path: str = "<text>") -> FileResult:
    """The findings on a report's text, as ``check`` has them; raises what ``check`` raises."""
    from .engine import check_file, default_settings
    from .errors import ReadError

    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"第{error.start + 1}个字不是字符（单独的代理码）",
            f"character {error.start + 1} is none: a surrogate without its other half",
            path=path,
        ) from None
    return _raised(check_file(path, data, default_settings()))


def extract(path: str | os.PathLike[str]) -> AnnualReport:
    """The facts of a report, as they stand there. Raises ``gxlint.errors.ReadError`` like
    ``check``."""
    from os import fspath

    from .engine import default_settings, read_bytes, read_report

    name = fspath(path)
    return read_report(name, read_bytes(name), default_settings())[1]


def _raised(result: FileResult) -> FileResult:
    from .errors import ReadError
    from .masking import masked

    for error in result.errors:
        if isinstance(error, ReadError):
            raise error
    return masked(result)


def __getattr__(name: str) -> object:
    if name in ("Finding", "FileResult"):
        from . import finding

        return getattr(finding, name)
    if name == "AnnualReport":
        from .report.model import AnnualReport

        return AnnualReport
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
