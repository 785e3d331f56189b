"""PDF with a text layer: its lines and drawn tables, by where they stand on the page.

Places are page and line, lines counted as they are printed, from the top of the page, headers and
the lines of tables included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from ...document import Block, Cell, Document, Lines, Table
from ...errors import Bilingual, ReadError
from ...source import Location, Source
from ...text import MappedText
from ..limits import MAX_PAGE_CHARACTERS, Limits, too_much

_END, _END_WITHIN = b"%%EOF", 4096
_UNREADABLE = 0.3  # of the characters: no more can be said of such a PDF than that
_RESAVE = Bilingual("请用原文件重新导出 PDF 后再检查", "export the PDF again from its original")


def read(data: bytes, path: str, limits: Limits) -> tuple[Source, Document]:
    """The text and blocks of a PDF; ``ReadError`` where it has no text or cannot be read."""
    from .worker import EndedError, worker

    _check_library(path)
    _check_end(data, path)
    try:
        found = worker().ask(data, limits.pages, limits.pdf_seconds)
    except EndedError as ended:
        raise _exhausting(path, ended.late) from None
    if "refused" in found:
        raise _refusal(path, found["refused"], found["detail"], limits)
    _check_text(found, path)
    text: str = found["text"]
    places = tuple(
        (offset, Location(page=page, line=line)) for offset, page, line in found["places"]
    )
    whole = MappedText(text)
    notes = (_pictured(found["pictures"]),) if found["pictures"] else ()
    return (
        Source(path, text, locations=places, notes=notes),
        Document(tuple(_block(whole, block) for block in found["blocks"])),
    )


def _check_library(path: str) -> None:
    """``ReadError`` on systems for which there is no PDFium."""
    if find_spec("pypdfium2_raw") is None:
        raise ReadError(
            "读取 PDF 需要 pypdfium2，此环境没有安装",
            "reading PDF needs pypdfium2, which is not installed here",
            path=path,
            hint=Bilingual(
                "请运行 pip install pypdfium2，或改用原 Word、网页文件",
                "run pip install pypdfium2, or check the Word file or web page it was made from",
            ),
        )


def _check_end(data: bytes, path: str) -> None:
    """``ReadError`` where the end is missing: what is left would be a report without it."""
    if _END not in data[-_END_WITHIN:]:
        raise ReadError(
            "PDF 不完整（缺少结尾，可能没有下载或复制完）",
            "the PDF is incomplete (its end is missing, as of a broken download)",
            path=path,
            hint=Bilingual("请重新下载或复制后再检查", "download or copy it again"),
        )


def _block(whole: MappedText, block: Sequence[Any]) -> Block:
    if block[0] == "lines":
        return Lines(whole[block[1] : block[2]])
    return Table(
        tuple(
            Cell(row, column, rowspan, colspan, _piece(whole, start, end))
            for row, column, rowspan, colspan, start, end in block[1]
        )
    )


def _piece(whole: MappedText, start: int, end: int) -> MappedText:
    """A cell's text; an empty one keeps its place."""
    return whole[start:end] if start < end else MappedText("", range(start, start))


def _pictured(pages: Sequence[int]) -> Bilingual:
    """What is said of pages without text that show a picture: it may be a part of the report."""
    many = "s" if len(pages) > 1 else ""
    return Bilingual(
        f"第{'、'.join(map(str, pages))}页是图片，没有文字层，页上的内容没有检查",
        f"page{many} {', '.join(map(str, pages))} {'are pictures' if many else 'is a picture'} "
        f"without a text layer and {'were' if many else 'was'} not checked",
    )


def _check_text(found: Mapping[str, Any], path: str) -> None:
    """``ReadError`` where there is no text, or none that anyone could read by its codes."""
    pages, characters = found["pages"], found["characters"]
    if not characters:
        where = f"第1-{pages}页" if pages > 1 else "第1页"
        count = f"pages 1-{pages}" if pages > 1 else "page 1"
        if found["pictures"] and not found["empty"]:
            zh, en = f"{where}都是图片", f"{count}: nothing but pictures"
        else:
            zh, en = f"{where}都没有文字", f"{count}: no text"
        raise ReadError(
            f"PDF 没有文字层（{zh}）",
            f"the PDF has no text layer ({en})",
            path=path,
            hint=Bilingual(
                "请改用原 Word、网页文件，或先作文字识别（OCR）",
                "check the Word file or web page it was made from, or run OCR first",
            ),
        )
    if found["unreadable"] > _UNREADABLE * characters:
        share = round(100 * found["unreadable"] / characters)
        raise ReadError(
            f"PDF 的文字读不出来（{share}% 的字符没有文字编码）",
            f"the PDF's text cannot be read ({share}% of its characters have no text code)",
            path=path,
            hint=Bilingual(
                "请改用原 Word、网页文件，或换一种方式导出 PDF",
                "check the Word file or web page it was made from, or export the PDF another way",
            ),
        )


def _exhausting(path: str, late: bool) -> ReadError:
    if late:
        return too_much(path, "读取 PDF 用时过长", "reading the PDF takes too long", "pdf-seconds")
    return too_much(path, "PDF 无法解析", "the PDF cannot be parsed")


def _refusal(path: str, reason: str, detail: int, limits: Limits) -> ReadError:
    if reason == "password":
        return ReadError(
            "PDF 已加密，需要密码才能打开",
            "the PDF is encrypted and needs a password",
            path=path,
            hint=Bilingual("请解除密码后再检查", "remove the password and try again"),
        )
    if reason == "pages":
        return too_much(
            path,
            f"PDF 有{detail}页，上限{limits.pages}页",
            f"{detail} pages; the limit is {limits.pages}",
            "pages",
        )
    if reason == "characters":
        return too_much(
            path,
            f"PDF 第{detail}页超过{MAX_PAGE_CHARACTERS}个字符",
            f"more than {MAX_PAGE_CHARACTERS} characters on page {detail}",
        )
    if reason == "memory":
        return too_much(path, "读取 PDF 占用内存过多", "reading the PDF takes too much memory")
    if reason == "page":
        return ReadError(
            f"PDF 第{detail}页已损坏",
            f"page {detail} of the PDF is damaged",
            path=path,
            hint=_RESAVE,
        )
    return ReadError("PDF 文件已损坏", "the PDF is damaged", path=path, hint=_RESAVE)
