"""What the elements of HTML are: which are blocks, which are no text, where each ends."""

from __future__ import annotations

# Elements whose content is text of their own kind, not of the page; it holds no tags.
RAW = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
# Elements whose content no reader of the report sees, or which is no text of it.
PASSED_OVER = frozenset(
    {
        "audio", "button", "canvas", "datalist", "map", "math", "noscript", "object", "select",
        "svg", "template", "video", "xml",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "html", "li", "listing", "main", "menu", "nav",
        "ol", "p", "pre", "section", "summary", "ul",
    }
)  # fmt: skip
BREAKS = frozenset({"caption", "col", "colgroup", "hr", "legend", "optgroup", "option"})
TABLE = frozenset({"table", "tbody", "td", "tfoot", "th", "thead", "tr"})
# Hidden, these have nothing that would have to be passed over.
UNHIDABLE = frozenset(
    {
        "area", "base", "body", "br", "col", "embed", "head", "hr", "html", "img", "input", "link",
        "meta", "param", "wbr",
    }
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRUCTURE = RAW | PASSED_OVER | BLOCKS | BREAKS | TABLE | {"a", "br"}
# An element whose end tag may be left out ends where another of its kind begins.
CLOSES = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
# Where an element that is passed over ends without an end tag of its own.
ENDS = {
    "p": frozenset({"p", "/div", "/td", "/body", "table"}),
    "li": frozenset({"li", "/ul", "/ol"}),
    "td": frozenset({"td", "th", "tr", "/tr", "/table"}),
    "th": frozenset({"td", "th", "tr", "/tr", "/table"}),
    "tr": frozenset({"tr", "/table"}),
}
ENDS_ELSE = frozenset({"/td", "/table", "/body"})
