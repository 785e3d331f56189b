"""Text forms made by real programs from a report's DOCX, HTML and PDF."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from .snapshot import snapshot

LIMIT = 120  # seconds a program may take
PLAIN_TEXT = "txt:Text (encoded):UTF8"
PACKED = ("--recompress-flate", "--compression-level=9", "--object-streams=generate")
GRID = "markdown-simple_tables-multiline_tables-pipe_tables+grid_tables"
LYNX = ("lynx", "-dump", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8")
W3M = ("w3m", "-dump", "-I", "utf-8", "-O", "utf-8")

# Runs in the page: puts the text that copying would give into an element of its own.
COPY_SCRIPT = """<script>
const inner = document.body.innerText;
getSelection().selectAllChildren(document.body);
const copied = getSelection().toString();
document.body.innerHTML = '';
for (const [id, text] of [['inner', inner], ['copied', copied]]) {
  const box = document.createElement('pre');
  box.id = id;
  box.textContent = text;
  document.body.append(box);
}
</script>"""


def convert(cwd: Path, word: bytes, narrow: bytes, page: str) -> dict[str, bytes]:
    """All forms made by programs, and the PDFs themselves, from a report's DOCX and HTML.

    `cwd` is an empty folder to work in; `narrow` is the DOCX with larger letters in its tables.
    """
    (cwd / "report.docx").write_bytes(word)
    (cwd / "narrow.docx").write_bytes(narrow)
    (cwd / "page.html").write_text(page, encoding="utf-8")
    out = from_word(cwd, "report.docx") | from_page(cwd, "page.html")
    out |= documents(cwd, "report.docx", "page.html")
    for name, prefix in (("report", "pdf"), ("narrow", "narrowpdf")):
        office(cwd, f"{name}.docx", "pdf")
        run("qpdf", *PACKED, f"out/{name}.pdf", f"{name}.pdf", cwd=cwd)
        out[f"{name}.pdf"] = (cwd / f"{name}.pdf").read_bytes()
        out |= from_pdf(cwd, f"{name}.pdf", prefix)
    printed = f"--print-to-pdf={cwd}/web.pdf"
    chromium(cwd, "--no-pdf-header-footer", printed, f"file://{cwd}/page.html")
    out["web.pdf"] = (cwd / "web.pdf").read_bytes()
    return out | from_pdf(cwd, "web.pdf", "webpdf")


def from_word(cwd: Path, name: str) -> dict[str, bytes]:
    """What LibreOffice, pandoc and Python's converters give for the DOCX file `name`."""
    docx2txt, mammoth, markdownify, soup = modules("docx2txt", "mammoth", "markdownify", "bs4")
    data = io.BytesIO((cwd / name).read_bytes())
    saved = soup.BeautifulSoup(office(cwd, name, "html:HTML (StarWriter)"), "html.parser").body
    texts: dict[str, str] = {
        "docx-saved-gettext.txt": saved.get_text(),
        "docx-docx2txt.txt": docx2txt.process(data),
        "docx-mammoth.md": markdownify.markdownify(mammoth.convert_to_html(data).value),
    }
    pandoc = pandoc_for(cwd, name)
    return {form: text.encode() for form, text in texts.items()} | {
        "docx-libreoffice.txt": office(cwd, name, PLAIN_TEXT),
        "docx-pandoc-plain.txt": pandoc("plain"),
        "docx-pandoc-gfm.md": pandoc("gfm", "--wrap=none"),
        "docx-pandoc-grid.md": pandoc(GRID),
        "docx-pandoc-grid-wide.md": pandoc(GRID, "--columns=240"),
        "docx-pandoc-markdown.md": pandoc("markdown"),
    }


def documents(cwd: Path, word: str, page: str) -> dict[str, bytes]:
    """What LibreOffice and pandoc write from the DOCX and the HTML file."""
    from_html = "--infilter=HTML (StarWriter)"
    return {
        "docx-libreoffice.docx": office(cwd, word, "docx:MS Word 2007 XML"),
        "docx-libreoffice.odt": office(cwd, word, "odt"),
        "docx-libreoffice.doc": office(cwd, word, "doc:MS Word 97"),
        "docx-libreoffice.rtf": office(cwd, word, "rtf:Rich Text Format"),
        "docx-libreoffice.html": office(cwd, word, "html:HTML (StarWriter)"),
        "docx-pandoc.html": pandoc_for(cwd, word)("html", "--standalone", "--wrap=none"),
        "html-libreoffice.docx": office(cwd, page, "docx:MS Word 2007 XML", from_html),
        "html-pandoc.docx": pandoc_for(cwd, page)("docx", "-o", "-"),
        "html-pandoc.odt": pandoc_for(cwd, page)("odt", "-o", "-"),
    }


def from_page(cwd: Path, name: str) -> dict[str, bytes]:
    """What browsers and converters give for the HTML file `name`."""
    html2text, markdownify = modules("html2text", "markdownify")
    markup = (cwd / name).read_text(encoding="utf-8")
    script = markup.replace("</body>", COPY_SCRIPT + "</body>")
    (cwd / "copy.html").write_text(script, encoding="utf-8")
    dom = chromium(cwd, "--dump-dom", f"file://{cwd}/copy.html").decode()
    found = dict(re.findall(r'<pre id="(inner|copied)">(.*?)</pre>', dom, re.DOTALL))
    texts: dict[str, str] = {
        "html-html2text.md": html2text.HTML2Text(bodywidth=0).handle(markup),
        "html-markdownify.md": markdownify.markdownify(markup),
        "html-chromium-innertext.txt": html.unescape(found["inner"]),
        "html-chromium-copied.txt": html.unescape(found["copied"]),
    }
    pandoc = pandoc_for(cwd, name)
    return {form: text.encode() for form, text in texts.items()} | {
        "html-chromium.mht": snapshot(cwd, name),
        "html-libreoffice.txt": office(cwd, name, PLAIN_TEXT, "--infilter=HTML (StarWriter)"),
        "html-pandoc-plain.txt": pandoc("plain"),
        "html-pandoc-gfm.md": pandoc("gfm", "--wrap=none"),
        "html-pandoc-grid.md": pandoc(GRID),
        "html-w3m.txt": run(*W3M, name, cwd=cwd),
        "html-w3m-wide.txt": run(*W3M, "-cols", "200", name, cwd=cwd),
        "html-lynx.txt": run(*LYNX, name, cwd=cwd),
        "html-lynx-wide.txt": run(*LYNX, "-width=200", name, cwd=cwd),
    }


def from_pdf(cwd: Path, name: str, prefix: str) -> dict[str, bytes]:
    """What PDF readers give for file `name`."""
    pdfminer, pdfplumber, pypdf = modules("pdfminer.high_level", "pdfplumber", "pypdf")
    pymupdf, pypdfium2 = modules("pymupdf", "pypdfium2")
    data = (cwd / name).read_bytes()
    with pdfplumber.open(io.BytesIO(data)) as opened:
        plumbed = [page.extract_text() or "" for page in opened.pages]
    with pymupdf.open(stream=data, filetype="pdf") as opened:
        mupdf = [page.get_text() for page in opened]
    readers: dict[str, list[str]] = {
        "pdfminer": [pdfminer.extract_text(io.BytesIO(data))],
        "pdfplumber": plumbed,
        "pymupdf": mupdf,
        "pypdf": [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages],
        "pdfium": [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data)],
    }
    out = {f"{prefix}-{reader}.txt": "\n".join(p).encode() for reader, p in readers.items()}
    for mode in ("", "-layout", "-raw"):
        options = (mode,) if mode else ()
        out[f"{prefix}-pdftotext{mode}.txt"] = run("pdftotext", *options, name, "-", cwd=cwd)
    return out


def run(*command: str, cwd: Path) -> bytes:
    """Standard output of a program that has to succeed."""
    env = os.environ | {"LC_ALL": "C.UTF-8", "HOME": str(cwd), "SOURCE_DATE_EPOCH": "1736900000"}
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=True, timeout=LIMIT, env=env)
    return done.stdout


def office(cwd: Path, name: str, target: str, *options: str) -> bytes:
    """LibreOffice's conversion of file `name` to `target`, an extension or extension:filter."""
    profile = f"-env:UserInstallation=file://{cwd}/profile"
    where = ("--convert-to", target, "--outdir", "out")
    run("soffice", "--headless", profile, *options, *where, name, cwd=cwd)
    return (cwd / "out" / f"{Path(name).stem}.{target.split(':')[0]}").read_bytes()


def chromium(cwd: Path, *options: str) -> bytes:
    """Chromium's output, headless."""
    return run("chromium", "--headless", "--no-sandbox", "--disable-gpu", *options, cwd=cwd)


def pandoc_for(cwd: Path, name: str) -> Callable[..., bytes]:
    """A function that has pandoc write file `name` in a format, with options."""

    def pandoc(target: str, *options: str) -> bytes:
        return run("pandoc", "-t", target, *options, name, cwd=cwd)

    return pandoc


def modules(*names: str) -> list[Any]:
    """Python's converters; loaded by name, for only this script needs them."""
    return [import_module(name) for name in names]
