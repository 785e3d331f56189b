"""``--output FORMAT:PATH``: what is written to files beside what the console shows."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence

from ..errors import Bilingual, GxlintError, UsageError
from ..finding import FileResult
from ..records import NamedTuple
from ..reporters import AUTO, FORMATS, Layout, load_reporter, resolved
from .session import one_of

_OPTION = "--output"
_EXAMPLE = Bilingual("例如 --output sarif:gxlint.sarif", "for example --output sarif:gxlint.sarif")
# The width of lines that nobody's terminal bounds.
_WIDTH = 100


class Target(NamedTuple):
    """A file to write, and in which format."""

    format: str
    path: str


def targets_of(values: Sequence[str], environment: Mapping[str, str]) -> tuple[Target, ...]:
    """What the values of ``--output`` ask for; ``UsageError`` where one cannot be done."""
    targets: list[Target] = []
    for value in values:
        name, colon, path = value.partition(":")
        if not colon or not path or path == "-":
            raise UsageError(
                f"{_OPTION} 要写成“格式:文件”，不能是“{value}”",
                f"{_OPTION} wants FORMAT:PATH, not “{value}”",
                hint=_EXAMPLE,
            )
        form = resolved(one_of(_OPTION, name, (*FORMATS, AUTO)), environment)
        _check_place(path)
        if any(_same(path, other.path) for other in targets):
            raise UsageError(
                f"{_OPTION} 两次写到同一个文件 {path}", f"two {_OPTION} write to {path}"
            )
        targets.append(Target(form, path))
    return tuple(targets)


def _check_place(path: str) -> None:
    folder = os.path.dirname(os.path.realpath(path))
    # What is there already, a device too, has a place.
    if not os.path.exists(path) and not os.path.isdir(folder):
        raise UsageError(
            f"{_OPTION}：文件夹 {os.path.dirname(path)} 不存在",
            f"{_OPTION}: there is no folder {os.path.dirname(path)}",
            hint=Bilingual(f"要写的文件是 {path}", f"to write {path} in"),
        )
    if os.path.isdir(path):
        raise UsageError(f"{_OPTION}：{path} 是文件夹", f"{_OPTION}: {path} is a folder")


def _same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def write(target: Target, results: Sequence[FileResult], layout: Layout) -> None:
    """Writes results to a file, whole or not at all; ``GxlintError`` where it cannot be."""
    own = layout._replace(width=_WIDTH, color=False, encoding="utf-8")
    if any(_is_input(target.path, result) for result in results):
        raise UsageError(
            f"{_OPTION}：{target.path} 是被检查的报告，没有覆盖",
            f"{_OPTION}: {target.path} is a report that was checked: it is left as it is",
        )
    pieces = load_reporter(target.format)(results, own)
    try:
        write_whole(target.path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        zh, en = f"无法写入：{reason}", f"cannot be written: {reason}"
        raise GxlintError(zh, en, path=target.path) from None


def _is_input(path: str, result: FileResult) -> bool:
    try:
        return os.path.samefile(path, result.path)
    except (OSError, ValueError):
        return False


def write_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Writes a file so that nobody ever sees half of it; ``OSError`` as the system has it.

    What is there and is no regular file (a pipe, ``/dev/stderr``) is written to, not replaced; a
    link stays a link.
    """
    try:
        mode: int | None = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "wb") as file:
            file.writelines(pieces)
        return
    path = os.path.realpath(path)
    partial = os.path.join(os.path.dirname(path), f".gxlint-{os.getpid()}.tmp")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(pieces)
        if mode is not None:
            os.chmod(partial, stat.S_IMODE(mode))
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise


_BINARY = getattr(os, "O_BINARY", 0)
