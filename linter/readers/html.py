"""HTML: the report among whatever else a page shows.

``Source.text`` is the file's own text, and every character of the document keeps its offset in it,
so that lines and columns are the file's. No library gives those: lxml knows the line of an
element, html5lib none; hence a reader of tags of our own (``html_markup``).
"""

from __future__ import annotations

from ..document import Document
from ..errors import Bilingual, ReadError
from ..records import replace
from ..source import Source
from ..text import lazy_pattern
from .html_article import Article, find_article
from .html_blocks import blocks_of
from .html_charset import decode_page
from .html_markup import parse
from .html_text import attribute
from .html_tree import Element, Page
from .limits import Limits

_HEAD = 5_000  # characters in which a page begins
_BEGUN, _ENDED = lazy_pattern(r"(?i)<html[\s>]"), lazy_pattern(r"(?i)</(?:html|body)\s{0,9}>")
_UNENDED = Bilingual(
    "网页没有结尾（</body>、</html>），可能没有保存完整",
    "the page has no end (</body>, </html>): perhaps it was not saved whole",
)
# Elements whose end tag may be left out; a table's is where those of its cells are.
_OPTIONAL_ENDS = frozenset({"body", "dd", "dt", "html", "li", "p", "table", "td", "th"})
_CELL_ENDED = lazy_pattern(r"</t[dr]\b")
_CUT = Bilingual("网页不完整，在中间断开了", "the page is cut off in the middle")
AGAIN = Bilingual("请重新打开网页，等显示完再保存", "open the page again and save it whole")
_ENOUGH = 5  # parts of a report that make it likely that all of it was seen


def read(data: bytes, path: str, _limits: Limits) -> tuple[Source, Document]:
    """The source and the report of a page; ``ReadError`` where its bytes are no text, it is cut
    off, or far larger than any page (of the limits that can be set only the file's size is for
    pages).

    Where something of the page is left out, a note of the source says what was taken. A page that
    holds nothing like a report is taken whole.
    """
    source = replace(decode_page(data, path), markup=True)
    page = parse(source.text, path, all_text=False)
    if not _ENDED.search(source.text):
        begun = _BEGUN.search(source.text, 0, _HEAD) is not None
        if _is_cut(page, source.text, begun=begun) and any(
            "公开" in leaf.text.text for leaf in page.leaves
        ):
            raise ReadError(_CUT.zh, _CUT.en, path=path, hint=AGAIN)
        if begun:
            source = replace(source, notes=(_UNENDED,))
    article = find_article(page)
    if page.hidden and (article is None or article.parts < _ENOUGH):
        # There are pages whose article is hidden until a script shows it.
        shown = parse(source.text, path, all_text=True)
        hidden = find_article(shown)
        if hidden is not None and (article is None or hidden.parts > article.parts):
            page, article = shown, hidden
    if article is None:
        return source, Document(tuple(blocks_of(page.flow, page.leaves)))
    if len(article.leaves) < len(page.leaves):
        source = replace(source, notes=(*source.notes, _note(source, page, article)))
    return source, Document(tuple(blocks_of(page.flow, article.leaves)))


def _is_cut(page: Page, text: str, *, begun: bool) -> bool:
    """Whether a page without its end is certainly the first part of a longer one.

    Sites leave out ``</body>`` and ``</html>``, as they may, and forget an end tag here and there;
    but their pages do not end inside a tag or a table, nor in the text of an element that goes
    on, or of a paragraph where others have end tags.
    """
    if page.torn or ("table" in page.left and _CELL_ENDED.search(text)):
        return True
    if not begun:
        return False  # a piece of a page: who wrote it may have closed nothing
    needed = [name for name in page.left if name not in _OPTIONAL_ENDS]
    if len(needed) > 1 or text.rstrip().endswith(">"):
        return len(needed) > 1
    return bool(needed) or (bool(page.left) and f"</{page.left[-1]}>" in text)


def _note(source: Source, page: Page, article: Article) -> Bilingual:
    tag = _tag(article.element)
    line = source.position(article.element.start).line
    kept, all_text = (
        sum(len(leaf.text.text) for leaf in leaves) for leaves in (article.leaves, page.leaves)
    )
    share = round(100 * (all_text - kept) / all_text)
    return Bilingual(
        f"正文取自第{line}行的 {tag}，导航、页脚等网页其他文字（占{share}%）不检查",
        f"the report was taken from {tag} on line {line}; "
        f"the rest of the page's text ({share}%: navigation, footer …) is not checked",
    )


def _tag(element: Element) -> str:
    """An element's start tag as people name it: ``<div id="zoom">``."""
    for name in ("id", "class"):
        value = attribute(element.attributes, name)
        if value:
            return f'<{element.name} {name}="{value[:40]}">'
    return f"<{element.name or 'html'}>"
