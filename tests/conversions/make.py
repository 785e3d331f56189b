"""Renew the conversion samples: four reports that we wrote, in every form in which text arrives.

    python -m tests.conversions.make               all forms
    python -m tests.conversions.make --pure        only those that need no other program
    python -m tests.conversions.make --only web.   only those whose names hold this

Writes `files/<base>.<form>.txt` (or `.md`), the DOCX, HTML, PDF and other files they were made from
where these are small, `mistaken/<form>` of one report with ten mistakes (see `mistakes`), and
`truth.json` with the title, organ, year, period, sign-off and the 200 cells of
each base as written (a blank cell is ""). `forms.json` is kept by hand: it says of each form
where it comes from and whether a person could still place every number; `unsure` lists the rows or
tables (prefixes of keys) where nobody could without guessing or solving equations. Tests need the
files alone: this script is run to add a form or to try a newer program.

Two runs give the same bytes but for the PDFs, DOCX and ODT (time and id) and what pdfminer makes of
PDFs (the order of blocks that it finds equally near).

The bases are `zero` (a county bureau, all cells 0), `small` (a district bureau), `city` (a city
government, numbers of up to eight digits) and `marks` (a town; blank cells, `-`, `/`).

Programs: libreoffice-writer, pandoc, poppler-utils, qpdf, w3m, lynx, chromium; fonts-noto-cjk and
fonts-wqy-microhei. Python: python-docx, beautifulsoup4, html2text, markdownify, mammoth, docx2txt,
pypdf, pdfminer.six, pdfplumber, pypdfium2, pymupdf.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import zlib
from pathlib import Path

from .bases import BASES, Base
from .mistakes import mistaken
from .pages import get_text_forms, page
from .programs import convert
from .text_forms import text_forms
from .word import word_file

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
MISTAKEN = HERE / "mistaken"
# The forms that are kept of the report with mistakes.
MISTAKEN_FORMS = (
    "html-chromium-copied.txt", "docx-pandoc-gfm.md", "docx-libreoffice.html", "docx-pandoc.html",
    "html-chromium.mht", "docx-libreoffice.docx", "html-pandoc.docx", "docx-libreoffice.odt",
    "html-pandoc.odt", "docx-libreoffice.doc", "docx-libreoffice.rtf", "report.pdf",
)  # fmt: skip
SMALL = 68 * 1024  # bytes when packed; larger files of other kinds than text are not kept
TEXT = {".txt", ".md"}


def forms_of(base: Base, *, pure: bool) -> dict[str, bytes]:
    """File name without the base (`tab.txt`) → content, for all forms of `base`."""
    markup = page(base)
    out = text_forms(base) | get_text_forms(markup) | {"page.html": markup.encode()}
    if not pure:
        word = word_file(base)
        narrow = word_file(base, size=10.5, margin=0.19)
        with tempfile.TemporaryDirectory() as folder:
            out |= convert(Path(folder), word, narrow, markup)
        out["report.docx"] = word
    return out


def undescribed() -> set[str]:
    """Forms that have a file but no entry in `forms.json`, or the other way round."""
    described: set[str] = set(json.loads((HERE / "forms.json").read_text(encoding="utf-8")))
    made = {path.name.split(".")[1] for path in FILES.iterdir() if path.suffix in TEXT}
    return described ^ made


def main() -> None:
    """Write the files and `truth.json`; say which forms `forms.json` does not know."""
    parser = argparse.ArgumentParser(description="Renew the conversion samples.")
    parser.add_argument("--pure", action="store_true", help="only forms that need no program")
    parser.add_argument("--only", default="", help="only forms with this in their names")
    arguments = parser.parse_args()
    pure: bool = arguments.pure
    only: str = arguments.only
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # warns of every Type 3 font
    FILES.mkdir(exist_ok=True)
    for base in BASES:
        for name, content in forms_of(base, pure=pure).items():
            small = Path(name).suffix in TEXT or len(zlib.compress(content, 9)) < SMALL
            if small and only in name:
                (FILES / f"{base.name}.{name}").write_bytes(content)
    if not pure:
        MISTAKEN.mkdir(exist_ok=True)
        forms = forms_of(mistaken(next(base for base in BASES if base.name == "small")), pure=False)
        for name in MISTAKEN_FORMS:
            if only in name:
                (MISTAKEN / name).write_bytes(forms[name])
    truth = {base.name: base.truth() for base in BASES}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8")
    for form in sorted(undescribed()):
        print(f"not in forms.json, or without a file: {form}")


if __name__ == "__main__":
    main()
