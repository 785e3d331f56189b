"""How much a file may ask for. A report is some pages long: whatever needs more is no report, or
is made to exhaust a machine. Beyond a limit a reader says so in a ``ReadError`` and stops.

The size of the file itself is bounded by ``--max-size``.
"""

from __future__ import annotations

from ..errors import Bilingual, ReadError

# Packed files (DOCX, ODT).
MAX_PART_BYTES = 30_000_000  # one part (document.xml …) unpacked
MAX_UNPACKED_BYTES = 60_000_000  # all the parts that are read, unpacked; pictures are not
MAX_PARTS = 5_000  # entries in the package
MAX_PART_NAME = 500  # characters

# Trees (OOXML, HTML).
MAX_DEPTH = 200  # elements inside each other
MAX_NODES = 1_000_000  # tags and attributes of one part
MAX_ELEMENTS = 500_000
MAX_PARAGRAPHS = 50_000
MAX_TABLE_DEPTH = 12  # tables or text boxes inside each other
MAX_PAGE_TEXT = 2_000_000  # characters of an HTML file, tags left out

# Tables.
MAX_SPAN = 1_000  # rows or columns that one cell may cover
MAX_CELLS = 100_000  # of all tables of a file
MAX_ROWS = 20_000

# PDF.
MAX_PAGES = 500
MAX_PAGE_CHARACTERS = 200_000  # characters on one page
MAX_PDF_SECONDS = 4.0  # for one file
MAX_PDF_MEMORY = 450_000_000  # bytes of the process that reads PDFs

# Whatever the format was.
MAX_TEXT = 10_000_000  # characters of the text
MAX_SECONDS = 60  # for another program that converts a file


def too_much(path: str, zh: str, en: str) -> ReadError:
    """The error where a limit is exceeded: ``zh`` and ``en`` say of what there is too much."""
    return ReadError(
        f"文件异常，不读取（{zh}）",
        f"is no ordinary file and is not read ({en})",
        path=path,
        hint=Bilingual("请另存为新的文件后再检查", "save it as a new file and try again"),
    )
