"""Reports as web pages: the base reports of ``conversions`` in pages as sites publish them.

Each site is a function from a base report to the text of a page; the mistakes of its markup are
those that published pages have.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from .conversions.bases import Base
from .conversions.tables import Cell, Table

NEWS = (
    "<p>本网讯　近日，县应急管理局组织开展防汛演练，二十余支队伍参加。演练分为监测预警、转移安置、"
    "抢险救援三个阶段，检验了预案的可操作性。</p><p>参演人员表示，要以练促防，守护群众安全。</p>"
)
LINKS = "".join(
    f'<li><a href="/zwgk/art_{n}.html" title="{name}">{name}</a><span>2025-01-{n:02}</span></li>'
    for n, name in enumerate(
        (
            "云溪县财政局2024年政府信息公开工作年度报告",
            "云溪县教育局2023年政府信息公开工作年度报告",
            "中华人民共和国政府信息公开条例",
            "政府信息公开指南",
            "一、总体情况",
            "二、主动公开政府信息情况",
        ),
        10,
    )
)
HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}_云溪县人民政府</title>
<meta name="ArticleTitle" content="{title}"/>
<style type="text/css">.nav > li {{ display: none }} p:before {{ content: "<p>假" }}</style>
<script>var h = "<div class='z'>" + (1 < 2) + "<\\/div>"; if (a<b) document.write("</p>")</script>
</head>
"""
BANNER = (
    '<div class="header"><a href="/"><img src="logo.png" alt="云溪县人民政府"></a>'
    '<span class="site">云溪县人民政府</span><ul class="nav">'
    '<li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>'
    '<li><a href="/hd">互动交流</a></li></ul></div>\n'
)
FOOTER = (
    '<div class="footer"><p>主办单位：云溪县人民政府办公室　联系电话：0360-6610000</p>'
    "<p>网站标识码：3699990001　<a href='http://beian.example/'>某ICP备00000000号</a></p>"
    "<p>版权所有：云溪县人民政府　2023年1月1日上线</p></div>"
    "<script src=/js/stat.js></script>"
)
META = (
    '<div class="info"><span>发布时间：2025-01-09 10:21</span>　<span>来源：云溪县水利局</span>　'
    '浏览次数：<em id="hits"></em>　字体：【<a href="javascript:size(16)">大</a> '
    '<a href="javascript:size(14)">中</a> 小】</div>'
)
AFTER = (
    '<div class="tools">【<a href="javascript:print()">打印本页</a>】【关闭窗口】</div>'
    '<div>分享到：<a href="#" class="wx">微信</a></div><div>上一篇：<a href="a.html">'
    "关于2023年12月31日停水的公告</a></div><div>下一篇：没有了</div>"
)


def spans_of(cell: Cell) -> str:
    """The attributes of a cell that covers others."""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return rows + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")


def table(
    content: Table,
    cell: Callable[[str], str] = html.escape,
    tag: str = '<table border="1" cellspacing="0">',
    close: bool = True,
) -> str:
    """A table; ``cell`` makes the markup of a cell's text, ``close`` writes the end tags."""
    end_cell, end_row = ("</td>", "</tr>") if close else ("", "")
    rows = [
        "<tr>" + "".join(f"<td{spans_of(c)}>{cell(c.text)}{end_cell}" for c in row) + end_row
        for row in content.rows
    ]
    return f"{tag}\n" + "\n".join(rows) + "\n</table>\n"


def body(
    base: Base,
    paragraph: Callable[[str, str], str],
    tables: Callable[[Table], str] = table,
    title: bool = True,
) -> str:
    """The report's blocks; ``paragraph`` gets the kind of block and its text."""
    return "\n".join(
        tables(block) if isinstance(block, Table) else paragraph(kind, block)
        for kind, block in base.blocks()
        if title or kind != "title"
    )


def _simple(kind: str, text: str) -> str:
    if kind == "heading":
        return f"<p><strong>{text}</strong></p>"
    if kind == "sign":
        return f'<p style="text-align: right;">{text}&nbsp;&nbsp;&nbsp;</p>'
    return f'<p style="text-indent:2em">&emsp;&emsp;{html.escape(text)}</p>'


def modern(base: Base) -> str:
    """A page of today: divs with classes, the title apart from the text."""
    return (
        HEAD.format(title=base.title)
        + f'<body>\n{BANNER}<div class="crumb">当前位置：<a href="/">首页</a> &gt; '
        f'<a href="/zwgk">政府信息公开年报</a></div>\n<div class="main"><div class="left"><ul>'
        f'{LINKS}</ul></div><div class="article"><h1 class="title">{base.title}</h1>{META}'
        f'<div id="zoom" class="content">\n{body(base, _simple, title=False)}\n</div>{AFTER}</div>'
        f"</div>\n{FOOTER}</body></html>"
    )


def flat(base: Base) -> str:
    """Everything in one div, headings by h2, no element of the report's own."""

    def paragraph(kind: str, text: str) -> str:
        tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
        meta = META if kind == "title" else ""
        return f"<{tag}>{html.escape(text, quote=False)}</{tag}>{meta}"

    return (
        HEAD.format(title=base.title) + f"<body><nav><ul>{LINKS}</ul></nav>"
        f"<p>您当前的位置：<a href=/>首页</a></p>{body(base, paragraph)}{AFTER}"
        f"<footer>版权所有　云溪县人民政府</footer></body></html>"
    )


def old(base: Base) -> str:
    """A page of twenty years ago: tables for layout, fonts, nothing quoted, capital letters."""

    def cell(text: str) -> str:
        return f"<P align=center><FONT face=宋体 size=3>{html.escape(text) or '&nbsp;'}</FONT></P>"

    def paragraph(kind: str, text: str) -> str:
        if kind == "sign":
            return f"<P align=right>{text}</P>"
        if kind == "heading":
            return f"<P><B><FONT size=4>&nbsp;&nbsp;&nbsp; {text}</FONT></B>"
        return f"<P>&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(text)}</P>"

    content = body(
        base, paragraph, lambda t: table(t, cell, "<TABLE border=1 width=100%><TBODY>"), title=False
    )
    return (
        "<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=gb2312'>"
        f"<TITLE>云溪县政府网</TITLE></HEAD>\n<BODY bgColor=#ffffff>\n"
        f"<TABLE width=1000 align=center><TR><TD colSpan=2><TABLE><TR><TD>云溪县人民政府</TD>"
        f"<TD><A href=/>首页</A></TD><TD><A href=/zw>政务</A></TD></TR></TABLE></TD></TR>\n"
        f"<TR><TD width=200 vAlign=top><TABLE><TR><TD><UL>{LINKS}</UL></TD></TR></TABLE></TD>\n"
        f"<TD><TABLE width='100%'><TR><TD align=center class=bt><FONT size=5>{base.title}</FONT>"
        f"</TD></TR><TR><TD>发布时间：2025-1-9 来源：本站 点击数：27</TD></TR>\n"
        f"<TR><TD class=nr>{content}</TD></TR><TR><TD>【<A href='javascript:c()'>关闭</A>】</TD>"
        "</TR></TABLE></TD></TR><TR><TD colSpan=2>版权所有：云溪县人民政府</TD></TR>"
        "</TABLE></BODY></HTML>"
    )


def word(base: Base) -> str:
    """Saved by Word as a web page: mso styles, conditional comments, wrapped tags, hidden marks."""

    def run(text: str) -> str:
        parts = re.split(r"(\d+)", html.escape(text, quote=False))
        return "".join(
            f"<span lang=EN-US\nstyle='font-family:\"Times New Roman\",serif'>{part}</span>"
            if part.isdigit()
            else f"<span style='font-family:仿宋;mso-hansi-font-family:Calibri'>{part}</span>"
            for part in parts
            if part
        )

    def cell(text: str) -> str:
        inner = run(text) if text else "<span lang=EN-US>&nbsp;</span>"
        return (
            f"<p class=MsoNormal align=center\n  style='text-align:center'>{inner}<o:p></o:p></p>"
        )

    def paragraph(kind: str, text: str) -> str:
        mark = '<a name="_Toc1"></a><![if !supportEmptyParas]><![endif]>'
        hidden = (
            "<span style='display:none;mso-hide:all'>2023年12月31诶<o:p></o:p></span>"
            '<!--[if supportFields]><span>HYPERLINK "x"</span><![endif]-->'
        )
        style = "mso-margin-top-alt:auto;text-indent:32.0pt" if kind == "para" else "tab-stops:3pt"
        return (
            f"<p class=MsoNormal style='{style}'>{mark if kind == 'heading' else ''}"
            f"{run(text)}{hidden}<span lang=EN-US><o:p></o:p></span></p>\n"
        )

    wrapped = body(base, paragraph, lambda t: table(t, cell, "<table class=MsoNormalTable>"))
    first, middle, last = wrapped.partition("<table")
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office'
        ':office"\nxmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        "<title>青禾镇2022年政府信息公开工作年度报告</title>\n<!--[if gte mso 9]><xml>\n"
        " <o:DocumentProperties><o:Author>admin</o:Author></o:DocumentProperties>\n</xml>"
        "<![endif]--><style>\n<!--\n /* Font Definitions */\n @font-face\n\t{font-family:宋体;}\n"
        'p.MsoNormal\n\t{mso-style-parent:"";}\n-->\n</style>\n</head>\n'
        "<body lang=ZH-CN style='tab-interval:21.0pt'>\n<div class=WordSection1>\n"
        f"{first}</div>\n<span lang=EN-US><br clear=all style='page-break-before:always'>\n</span>"
        f"<div class=WordSection2>{middle}{last}</div>\n</body>\n</html>\n"
    )


def one_paragraph(base: Base) -> str:
    """The prose in one paragraph each between the tables, its lines ended by ``<br>``."""
    parts: list[str] = []
    for kind, block in base.blocks():
        if isinstance(block, Table):
            parts.append("</p>" + table(block, tag="<table class='t'>") + "<p>")
        else:
            parts.append(f"　　{html.escape(block)}<br />" if kind != "title" else f"{block}<br>")
    return (
        "<html><head><meta charset=utf-8></head><body><div class=top>云溪县人民政府门户网站</div>"
        f"<div class='con'><p>{''.join(parts)}</p></div>"
        "<div class='foot'>主办：云溪县人民政府</div>"
    )


def several(base: Base) -> str:
    """A page with several articles; the report is neither the first nor the last."""
    return (
        HEAD.format(title="信息公开")
        + f"<body>{BANNER}<article><h2>县应急管理局开展防汛演练</h2>{NEWS}"
        f"</article><article><h2>{base.title}</h2>{META}{body(base, _simple, title=False)}"
        f"</article><article><h2>县应急管理局年度工作总结</h2><p>一、总体情况</p>{NEWS}<p>二、存在的问题及改进</p>"
        f"{NEWS}</article><aside><ul>{LINKS}</ul></aside>{FOOTER}</body></html>"
    )


def saved(base: Base) -> str:
    """Saved by a browser: absolute links, what scripts had made, an index table before the text."""
    index = (
        "<table class='syh'><tr><td>索 引 号：</td><td>003699/2025-00012</td><td>公开方式：</td>"
        "<td>主动公开</td></tr><tr><td>发布机构：</td><td>云溪县水利局</td><td>成文日期：</td>"
        "<td>2025-01-09</td></tr></table>"
    )
    hidden = (
        '<div id="popup" style="width:10px; DISPLAY: none"><table><tr><td>弹出<p>内容</td></tr>'
        "</table><p>一、总体情况</p></div>"
    )
    return (
        "<!DOCTYPE html>\n<!-- saved from url=(0035)http://www.yunxi.example/art/1.html -->\n"
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
        f'<link href="./年报_files/a.css"><title>{base.title}</title></head><body class="">{hidden}'
        f'{BANNER}<div class="xxgk"><div class="xxgk_top">{index}</div><div class="xxgk_main">'
        f'<ucaptitle><p class="tit">{base.title}</p></ucaptitle><div class="TRS_Editor">'
        f"<style>.TRS_Editor P{{margin:0}}</style>{body(base, _simple, title=False)}</div></div>"
        f'<div class="ewm">扫一扫在手机打开当前页</div></div>{FOOTER}'
        "<iframe src='about:blank'>不支持框架</iframe><noscript>请打开脚本</noscript></body></html>"
    )


def unclosed(base: Base) -> str:
    """No end tag that may be left out, some that may not, and some too many."""

    def paragraph(kind: str, text: str) -> str:
        return f"<p>{html.escape(text)}</span></div>"

    return (
        "<meta charset=utf-8><div class=menu><a href=/>首页<a href=/a>公开</div><div id=c>"
        + body(base, paragraph, lambda t: table(t, close=False))
        + "<div class=foot>版权所有"
    )


def references(base: Base) -> str:
    """Every character beyond ASCII as a character reference, all on one line."""
    page = modern(base).replace("\n", "")
    return "".join(c if c < "\x7f" else f"&#{ord(c)};" for c in page)


def scripted(base: Base) -> str:
    """The text is hidden until a script shows it."""
    return modern(base).replace('<div id="zoom"', '<div style="display:none" id="zoom"')


def one_table(base: Base) -> str:
    """The whole report in a table: a row a paragraph, headings and numbers in the same one."""
    rows: list[str] = []
    for kind, block in base.blocks():
        if isinstance(block, Table):
            for row in block.rows:
                cells = "".join(f"<td{spans_of(c)}>{html.escape(c.text)}<br></td>" for c in row)
                rows.append(f"<tr>{cells}</tr>")
        else:
            rows.append(
                f"<tr><td colspan='15'>{'<h3>' if kind == 'heading' else ''}{block}</td></tr>"
            )
    return (
        f"<html><body><table border=1>{''.join(rows)}</table><p>附件下载</p>"
        "<a href='a.doc'>年度报告.doc</a></body></html>"
    )


SITES: dict[str, Callable[[Base], str]] = {
    "modern": modern,
    "flat": flat,
    "old": old,
    "word": word,
    "one-paragraph": one_paragraph,
    "several": several,
    "saved": saved,
    "unclosed": unclosed,
    "references": references,
    "scripted": scripted,
    "one-table": one_table,
}
