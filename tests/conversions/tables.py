"""The three official tables (2021 format) as cells with spans, filled with one report's values.

A `Cell` with a `key` is one of the 200 cells that hold a value; all others are labels.
"""

from __future__ import annotations

from dataclasses import dataclass

OUTCOMES = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
APPLICANTS = {
    "natural_person": "自然人",
    "commercial": "商业企业",
    "research": "科研机构",
    "social_welfare": "社会公益组织",
    "legal_services": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_review")

# (group label, ((key, label), ...)); a row without a group has its label in both columns.
RESULT_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("granted", "（一）予以公开"),)),
    ("", (("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),)),
    (
        "（三）不予公开",
        (
            ("denied.state_secret", "1.属于国家秘密"),
            ("denied.prohibited_by_law", "2.其他法律行政法规禁止公开"),
            ("denied.security_stability", "3.危及“三安全一稳定”"),
            ("denied.third_party", "4.保护第三方合法权益"),
            ("denied.internal_affairs", "5.属于三类内部事务信息"),
            ("denied.process", "6.属于四类过程性信息"),
            ("denied.enforcement_file", "7.属于行政执法案卷"),
            ("denied.administrative_inquiry", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
            ("unavailable.needs_creation", "2.没有现成信息需要另行制作"),
            ("unavailable.unclear", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("not_processed.petition", "1.信访举报投诉类申请"),
            ("not_processed.repeated", "2.重复申请"),
            ("not_processed.publication", "3.要求提供公开出版物"),
            ("not_processed.excessive", "4.无正当理由大量反复申请"),
            ("not_processed.reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
    (
        "（六）其他处理",
        (
            (
                "other.not_corrected",
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            ),
            (
                "other.fee_unpaid",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            ),
            ("other.other", "3.其他"),
        ),
    ),
    ("", (("total", "（七）总计"),)),
)
RESULT_ROWS = tuple(key for _, rows in RESULT_GROUPS for key, _ in rows if key != "total")


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its text, its spans, and its key if it holds a value."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A table as HTML has it: each row lists only the cells that begin in it."""

    name: str
    width: int
    rows: tuple[tuple[Cell, ...], ...]

    def grid(self) -> list[list[tuple[Cell, bool, bool]]]:
        """Every position of the table as (cell, first row of its span, first column of it)."""
        placed: dict[tuple[int, int], tuple[Cell, bool, bool]] = {}
        for r, row in enumerate(self.rows):
            c = 0
            for cell in row:
                while (r, c) in placed:
                    c += 1
                for dr in range(cell.rowspan):
                    for dc in range(cell.colspan):
                        placed[r + dr, c + dc] = (cell, dr == 0, dc == 0)
        return [[placed[r, c] for c in range(self.width)] for r in range(len(self.rows))]


def active_disclosure(values: dict[str, str]) -> Table:
    """The table of section two, filled from `values` (full keys)."""

    def value(key: str, colspan: int = 1) -> Cell:
        full = f"active_disclosure.{key}"
        return Cell(values[full], colspan=colspan, key=full)

    def title(article: str) -> tuple[Cell, ...]:
        return (Cell(f"第二十条第（{article}）项", colspan=4),)

    def one(label: str, key: str) -> tuple[Cell, ...]:
        return (Cell(label), value(key, colspan=3))

    def stock(label: str, key: str) -> tuple[Cell, ...]:
        return (Cell(label), *(value(f"{key}.{c}") for c in ("issued", "repealed", "in_force")))

    def head(*labels: str) -> tuple[Cell, ...]:
        last = 1 if len(labels) == 3 else 3
        return (Cell("信息内容"), *(Cell(label, colspan=last) for label in labels))

    return Table(
        "active_disclosure",
        4,
        (
            title("一"),
            head("本年制发件数", "本年废止件数", "现行有效件数"),
            stock("规章", "regulations"),
            stock("行政规范性文件", "normative_documents"),
            title("五"),
            head("本年处理决定数量"),
            one("行政许可", "licensing.decisions"),
            title("六"),
            head("本年处理决定数量"),
            one("行政处罚", "penalties.decisions"),
            one("行政强制", "coercion.decisions"),
            title("八"),
            head("本年收费金额（单位：万元）"),
            one("行政事业性收费", "fees.amount"),
        ),
    )


def requests(values: dict[str, str]) -> Table:
    """The table of section three, filled from `values` (full keys)."""

    def numbers(row: str) -> tuple[Cell, ...]:
        keys = (f"requests.{row}.{column}" for column in APPLICANTS)
        return tuple(Cell(values[key], key=key) for key in keys)

    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    middle = list(APPLICANTS.values())[1:-1]
    rows: list[tuple[Cell, ...]] = [
        (Cell(note, rowspan=3, colspan=3), Cell("申请人情况", colspan=7)),
        (
            Cell(APPLICANTS["natural_person"], rowspan=2),
            Cell("法人或其他组织", colspan=5),
            Cell(APPLICANTS["total"], rowspan=2),
        ),
        tuple(Cell(label) for label in middle),
        (Cell("一、本年新收政府信息公开申请数量", colspan=3), *numbers("new_received")),
        (Cell("二、上年结转政府信息公开申请数量", colspan=3), *numbers("carried_in")),
    ]
    first: tuple[Cell, ...] = (Cell("三、本年度办理结果", rowspan=len(RESULT_ROWS) + 1),)
    for group, members in RESULT_GROUPS:
        lead: tuple[Cell, ...] = (Cell(group, rowspan=len(members)),) if group else ()
        for key, label in members:
            label_cell = Cell(label, colspan=1 if group else 2)
            rows.append((*first, *lead, label_cell, *numbers(f"results.{key}")))
            first = lead = ()
    rows.append((Cell("四、结转下年度继续办理", colspan=3), *numbers("carried_out")))
    return Table("requests", 10, tuple(rows))


def review_litigation(values: dict[str, str]) -> Table:
    """The table of section four, filled from `values` (full keys)."""
    outcomes = tuple(OUTCOMES.values())
    keys = [f"review_litigation.{group}.{outcome}" for group in REVIEWS for outcome in OUTCOMES]
    return Table(
        "review_litigation",
        15,
        (
            (Cell("行政复议", colspan=5), Cell("行政诉讼", colspan=10)),
            (
                *(Cell(label, rowspan=2) for label in outcomes),
                Cell("未经复议直接起诉", colspan=5),
                Cell("复议后起诉", colspan=5),
            ),
            tuple(Cell(label) for label in outcomes * 2),
            tuple(Cell(values[key], key=key) for key in keys),
        ),
    )


def all_tables(values: dict[str, str]) -> dict[str, Table]:
    """The three tables by name."""
    return {
        t.name: t for t in (f(values) for f in (active_disclosure, requests, review_litigation))
    }
