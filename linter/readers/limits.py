"""How much a file may ask for. A report is some pages long: whatever needs more is no report, or
is made to exhaust a machine. Beyond a limit a reader says so in a ``ReadError`` and stops.

Those of ``Limits`` can be set in ``.gxlint.yaml``, the others are what no report ever comes near.
"""

from __future__ import annotations

from ..errors import Bilingual, ReadError
from ..records import NamedTuple


class Limits(NamedTuple):
    """The limits that can be set, as ``limits:`` in a configuration has them (``pdf-seconds`` …).

    ``file_mb`` bounds the file itself, ``unpacked_mb`` the parts of a packed file that are read,
    both in millions of bytes; ``nesting`` how many elements of DOCX and ODT may be inside each
    other; ``pages`` those of a PDF; the seconds reading a PDF and LibreOffice may take.
    """

    file_mb: float = 20
    unpacked_mb: float = 60
    nesting: int = 200
    pages: int = 500
    pdf_seconds: float = 4
    conversion_seconds: float = 60

    @property
    def file_bytes(self) -> int:
        """The size of the largest file that is read."""
        return round(self.file_mb * 1_000_000)

    @property
    def unpacked_bytes(self) -> int:
        """The size of the parts together."""
        return round(self.unpacked_mb * 1_000_000)


DEFAULT = Limits()

# Packed files (DOCX, ODT).
MAX_PARTS = 5_000  # entries in the package
MAX_PART_NAME = 500  # characters

# Trees (OOXML, HTML).
MAX_DEPTH = 200  # open fields, wrappers of rows and cells
MAX_NODES = 500_000  # tags and attributes of all the parts that are read
MAX_ELEMENTS = 200_000  # tags of a page
MAX_PARAGRAPHS = 50_000
MAX_TABLE_DEPTH = 12  # tables or text boxes inside each other
MAX_PAGE_TEXT = 2_000_000  # characters of an HTML file, tags left out

# Plain text and Markdown.
MAX_PLAIN_TEXT = 1_500_000  # characters
MAX_LINES = 50_000  # lines, or cells parted by tabs, with something in them

# Tables.
MAX_SPAN = 1_000  # rows or columns that one cell may cover
MAX_CELLS = 100_000  # of all tables of a file
MAX_ROWS = 20_000

# PDF.
MAX_PAGE_CHARACTERS = 200_000  # characters on one page
MAX_PDF_MEMORY = 450_000_000  # bytes of the process that reads PDFs

# Whatever the format was.
MAX_TEXT = 1_000_000  # characters of a DOCX or ODT: thirty times the longest report


def too_much(path: str, zh: str, en: str, key: str = "") -> ReadError:
    """The error where a limit is exceeded: ``zh`` and ``en`` say of what there is too much,
    ``key`` which of the limits it is that can be set."""
    return ReadError(
        f"文件异常，不读取（{zh}）",
        f"is no ordinary file and is not read ({en})",
        path=path,
        hint=Bilingual(
            "请另存为新的文件后再检查" + raised(key).zh,
            "save it as a new file and try again" + raised(key).en,
        ),
    )


def too_deep(path: str) -> ReadError:
    """The error where elements are nested deeper than allowed."""
    return too_much(path, "内部元素嵌套太深", "elements nested too deeply", "nesting")


def raised(key: str) -> Bilingual:
    """The end of a hint: how a limit is raised."""
    if not key:
        return Bilingual("", "")
    return Bilingual(
        f"，或在 .gxlint.yaml 的 limits 里调高 {key}", f", or raise limits: {key} in .gxlint.yaml"
    )
