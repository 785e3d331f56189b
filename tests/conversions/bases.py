"""The four base reports: invented organs, our own sentences, numbers that add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .cells import cells, check
from .tables import Table, all_tables

YEAR = 2024
HEADINGS = {
    "overview": "一、总体情况",
    "active_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
BASIS = (
    "《中华人民共和国政府信息公开条例》（以下简称《条例》）和《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
)


@dataclass(frozen=True)
class Base:
    """One report: prose by section, the 200 cells as written, and how its headings are made."""

    name: str
    organ: str
    sign_off: str
    date: str
    preamble: tuple[str, ...]
    overview: tuple[str, ...]
    problems: tuple[str, ...]
    other_matters: tuple[str, ...]
    cells: Mapping[str, str]
    styled: bool = field(default=True)  # headings are Word headings, not bold paragraphs

    @property
    def title(self) -> str:
        """The report's title."""
        return f"{self.organ}{YEAR}年政府信息公开工作年度报告"

    def blocks(self) -> list[tuple[str, str | Table]]:
        """The report in order, as (title | para | heading | table | sign, text or table)."""
        tables = all_tables(dict(self.cells))
        prose = {
            "overview": self.overview,
            "problems": self.problems,
            "other_matters": self.other_matters,
        }
        out: list[tuple[str, str | Table]] = [("title", self.title)]
        out += [("para", text) for text in self.preamble]
        for key, heading in HEADINGS.items():
            out.append(("heading", heading))
            if key in tables:
                out.append(("table", tables[key]))
            out += [("para", text) for text in prose.get(key, ())]
        return [*out, ("sign", self.sign_off), ("sign", self.date)]

    def truth(self) -> dict[str, object]:
        """What a perfect reader finds in this report."""
        year, rest = self.date.split("年")
        month, day = rest.rstrip("日").split("月")
        return {
            "title": self.title,
            "organ": self.organ,
            "year": YEAR,
            "period": {"start": f"{YEAR}-01-01", "end": f"{YEAR}-12-31"},
            "sign_off": {"organ": self.sign_off, "date": f"{year}-{int(month):02}-{int(day):02}"},
            "cells": dict(self.cells),
        }


ZERO = Base(
    name="zero",
    organ="云溪县水利局",
    sign_off="云溪县水利局",
    date="2025年1月9日",
    preamble=(
        f"本报告依照{BASIS}编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
        "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
        "报告所列数据的统计期限为2024年1月1日至2024年12月31日。"
        "读者可到云溪县人民政府网站下载报告全文，有疑问请与云溪县水利局办公室联系"
        "（地址：云溪县河滨路6号，电话：0360-6610027）。",
    ),
    overview=(
        "2024年，云溪县水利局按照《条例》和县里的安排开展政府信息公开工作，"
        "把防汛、供水、河道管护等群众关心的事项及时告诉群众。",
        "（一）主动公开。全年在县政府网站水利专栏发布信息31条，其中汛情和雨情18条、"
        "工程建设9条、机构和人事4条。",
        "（二）依申请公开。申请渠道保持畅通，办理流程挂在专栏首页。全年未收到政府信息公开申请。",
        "（三）政府信息管理。每条信息由经办股室起草，办公室核对，分管负责人签发；"
        "已经发布的信息每季度清查一遍，失效的及时标注。",
        "（四）平台建设。本局没有单独的网站和新媒体账号，信息都发布在县政府网站，"
        "办公楼一层另有公告栏和查阅点。",
        "（五）监督保障。明确两名同志兼管公开工作，全年组织业务学习2次，"
        "接受社会各界监督，没有出现需要追究责任的情形。",
    ),
    problems=(
        "存在的主要问题：一是工程类信息专业词汇偏多，群众读起来费力；二是专栏的检索功能用得不够。",
        "改进情况：一是给重点工程配上图片和通俗说明；二是重新整理专栏目录，按河流和乡镇两种方式归类。",
    ),
    other_matters=("2024年，本局未收取信息处理费。除此以外，没有其他需要报告的事项。",),
    cells=cells(),
)

_SMALL = cells(
    active=("0", "0", "0", "2", "1", "11", "358", "27", "0", "0"),
    rows={
        "carried_in": (2, 0, 0, 0, 0, 0),
        "granted": (4, 1, 1, 0, 0, 0),
        "partial": (1, 0, 0, 0, 0, 0),
        "denied.third_party": (1, 0, 0, 0, 0, 0),
        "denied.process": (1, 0, 0, 0, 0, 0),
        "denied.enforcement_file": (0, 1, 0, 0, 0, 0),
        "unavailable.not_held": (2, 0, 0, 0, 1, 0),
        "not_processed.petition": (1, 0, 0, 0, 0, 0),
        "other.other": (0, 1, 0, 0, 0, 0),
        "carried_out": (1, 0, 0, 0, 0, 0),
    },
    reviews={
        "reconsideration": (1, 0, 1, 0),
        "litigation_direct": (0, 0, 0, 1),
        "litigation_after_review": (1, 0, 0, 0),
    },
)

SMALL = Base(
    name="small",
    organ="青渚市柳塘区民政局",
    sign_off="青渚市柳塘区民政局",
    date="2025年1月14日",
    preamble=(
        f"根据{BASIS}的要求，青渚市柳塘区民政局编制了本报告。"
        "本报告中的数据统计期限自2024年1月1日起至2024年12月31日止。",
        "报告的电子版可以在柳塘区人民政府网站查看。对内容有疑问的，请联系区民政局办公室，"
        "电话：0360-7720138。",
    ),
    overview=(
        "（一）主动公开情况。围绕养老服务、社会救助和地名管理，全年公开各类信息146条。"
        "制发行政规范性文件2件，废止1件，年末现行有效11件，文本都能在网上查到。",
        "（二）依申请公开情况。全年新收政府信息公开申请{new}件，其中自然人{natural}件、"
        "商业企业{commercial}件、科研机构{research}件、法律服务机构{legal}件；"
        "上年结转{carried_in}件。当年办结{done}件，结转下年度继续办理{carried_out}件。",
        "（三）政府信息管理情况。修订公文公开属性认定办法，对近三年的存量文件重新核定公开属性，"
        "坚持先审查、后发布。",
        "（四）政府信息公开平台建设情况。把原来分散的低保、特困、临时救助栏目合并为社会救助专题，"
        "老年人可以使用大字版页面。",
        "（五）监督保障情况。局长办公会每半年听取一次公开工作汇报，"
        "请社区居民代表对公开内容打分并提出意见。",
    ),
    problems=(
        "主要问题：个别科室答复申请时说理不足，行政复议中暴露出证据留存不完整的短板；"
        "养老机构信息更新不够及时。",
        "改进措施：建立答复文书会商机制，疑难申请由法律顾问先行把关；"
        "养老机构信息改为按月更新，由养老服务科专人负责。",
    ),
    other_matters=(
        "（一）信息处理费。2024年没有向申请人发出收费通知，收取信息处理费0元。",
        "（二）没有其他需要报告的事项。",
    ),
    cells=_SMALL,
    styled=False,
)

_CITY = cells(
    active=("3", "1", "42", "118", "64", "1037", "86420917", "13570846", "204518", "9364.58"),
    rows={
        "carried_in": (1208, 96, 0, 3, 41, 7),
        "granted": (62180, 1374, 12, 45, 630, 88),
        "partial": (9045, 310, 4, 8, 97, 15),
        "denied.state_secret": (12, 0, 0, 0, 0, 0),
        "denied.prohibited_by_law": (37, 4, 0, 0, 1, 0),
        "denied.security_stability": (21, 2, 0, 0, 0, 0),
        "denied.third_party": (406, 58, 1, 0, 12, 3),
        "denied.internal_affairs": (1180, 72, 0, 2, 35, 6),
        "denied.process": (925, 64, 2, 1, 28, 4),
        "denied.enforcement_file": (713, 140, 0, 0, 66, 9),
        "denied.administrative_inquiry": (2302, 215, 0, 5, 51, 11),
        "unavailable.not_held": (16840, 902, 7, 19, 248, 37),
        "unavailable.needs_creation": (518, 33, 1, 1, 14, 2),
        "unavailable.unclear": (1066, 41, 0, 3, 9, 5),
        "not_processed.petition": (3127, 88, 0, 4, 22, 13),
        "not_processed.repeated": (845, 29, 0, 0, 17, 2),
        "not_processed.publication": (14, 1, 0, 0, 0, 0),
        "not_processed.excessive": (260, 0, 0, 0, 0, 0),
        "not_processed.reissue": (93, 12, 0, 0, 3, 1),
        "other.not_corrected": (1472, 65, 1, 2, 18, 8),
        "other.fee_unpaid": (31, 6, 0, 0, 2, 0),
        "other.other": (2254, 119, 3, 6, 70, 16),
        "carried_out": (1417, 102, 1, 4, 39, 6),
    },
    reviews={
        "reconsideration": (812, 143, 265, 97),
        "litigation_direct": (206, 18, 74, 55),
        "litigation_after_review": (431, 27, 88, 120),
    },
)

CITY = Base(
    name="city",
    organ="澜江市人民政府",
    sign_off="澜江市人民政府",
    date="2025年1月22日",
    preamble=(
        f"本报告根据{BASIS}编制。全文包括总体情况、主动公开政府信息情况、"
        "收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项等六个部分，"
        "汇总了市政府各部门和各县区的数据，统计期限为2024年1月1日至2024年12月31日。",
        "本报告由澜江市人民政府办公室负责解释（地址：澜江市江北大道1号，电话：0360-5501000）。",
    ),
    overview=(
        "2024年，澜江市各级行政机关坚持以公开促落实、强监管、优服务，"
        "政府工作的透明度有了新的提高。",
        "（一）主动公开。市政府制发规章3件，废止1件，现行有效42件；"
        "全市制发行政规范性文件118件，废止64件，现行有效1037件。"
        "围绕年度预算、民生实事、重大项目，召开新闻发布会36场，发布政策解读材料214篇。",
        "（二）依申请公开。全市新收政府信息公开申请{new}件，其中自然人提出{natural}件，"
        "法人或其他组织提出{organisations}件；上年结转{carried_in}件。"
        "办结{done}件，结转下年度继续办理{carried_out}件。",
        "（三）政府信息管理。统一全市政府信息公开目录的编码规则，规章和行政规范性文件集中公开、"
        "动态更新，历史文件的数字化工作全部完成。",
        "（四）平台建设。市政府网站集约化平台接入各部门栏目，新增无障碍阅读和智能问答；"
        "在市政务服务中心、市图书馆和市档案馆设置线下查阅点。",
        "（五）监督保障。把政府信息公开列入各部门、各县区的年度工作考核，权重为4%；"
        "委托第三方开展社会评议，邀请企业和市民代表320人参加；"
        "对答复超期的3个单位进行责任追究，约谈了单位负责人。",
    ),
    problems=(
        "政府信息公开工作中的问题主要有：一是部分县区答复申请的质量不稳定，被纠正的案件还不少；"
        "二是政策解读偏重文字，形式不够活泼；三是基层公开队伍流动较快。",
        "针对这些问题，已经采取的改进措施是：一是编印典型案例和答复文书范本，"
        "组织县区业务骨干跟班学习；二是推出短视频、图解和现场宣讲，请起草部门自己讲政策；"
        "三是建立公开工作人员备案和岗前培训制度。",
    ),
    other_matters=(
        "（一）收取信息处理费情况。2024年，全市行政机关发出收费通知128件，"
        "共计收取信息处理费5460元。",
        "（二）2025年，澜江市人民政府将继续推进政府信息公开标准化、规范化。",
    ),
    cells=_CITY,
)

_BLANK, _DASH, _SLASH = " ".join("_" * 7), " ".join("-" * 7), " ".join("/" * 7)
_MARKS = cells(
    active=("-", "-", "-", "2", "", "5", "136", "24", "/", "1.85"),
    rows={
        "carried_in": (1, 0, 0, 0, 0, 0),
        "granted": (3, 1, 0, 0, 0, 0),
        "partial": (1, 0, 0, 0, 0, 0),
        "unavailable.not_held": (1, 0, 0, 0, 0, 0),
        "other.other": (1, 0, 0, 0, 0, 0),
        "carried_out": (1, 0, 0, 0, 0, 0),
    },
    reviews={"reconsideration": (1, 0, 0, 0)},
    written={
        "requests.new_received": ". . - _ _ / .",
        "requests.carried_in": ". _ _ _ _ _ .",
        "requests.results.granted": ". . _ _ . . .",
        "requests.results.partial": ". / / / / / .",
        "requests.results.denied.state_secret": _BLANK,
        "requests.results.denied.prohibited_by_law": _DASH,
        "requests.results.denied.security_stability": _SLASH,
        "requests.results.denied.internal_affairs": "_ _ _ _ _ _ 0",
        "requests.results.denied.process": "- - _ _ / / 0",
        "requests.results.unavailable.not_held": ". - _ - _ - .",
        "requests.results.not_processed.petition": _BLANK,
        "requests.results.not_processed.repeated": _BLANK,
        "requests.results.not_processed.reissue": "0 0 0 0 0 0 _",
        "requests.results.other.other": ". _ _ _ _ _ .",
        "requests.carried_out": ". _ _ _ _ _ .",
        "review_litigation.reconsideration": ". _ - / .",
        "review_litigation.litigation_direct": "- - - - -",
        "review_litigation.litigation_after_review": "_ _ _ _ _",
    },
)

MARKS = Base(
    name="marks",
    organ="松岭县白鹭镇人民政府",
    sign_off="松岭县白鹭镇人民政府",
    date="2025年1月17日",
    preamble=(
        f"按照{BASIS}的规定，现公布白鹭镇{YEAR}年度政府信息公开工作情况。"
        "所列数据统计时间为2024年1月1日至2024年12月31日。",
    ),
    overview=(
        "1.主动公开。在县政府网站和村级公示栏公布惠农补贴、集体资产、征地补偿等信息207条，"
        "制发行政规范性文件2件，现行有效5件。",
        "2.依申请公开。全年收到政府信息公开申请{new}件，上年结转{carried_in}件，"
        "已经答复{done}件，结转下年度{carried_out}件。因政府信息公开被申请行政复议1件，"
        "结果为维持，没有被提起行政诉讼。",
        "3.政府信息管理。镇党政综合办公室统一登记、统一审查、统一归档，涉密和涉及个人隐私的内容一律不上网。",
        "4.平台建设。镇便民服务大厅设有自助查询机1台，12个村全部配齐公示栏。",
        "5.监督保障。政府信息公开纳入各村和各站所的年度工作考核；"
        "召开群众代表座谈会进行社会评议，满意率较高；全年没有发生需要责任追究的情况。",
    ),
    problems=(
        "存在问题：村级公示内容更新慢，有的公示栏位置偏僻；工作人员对申请答复的程序掌握不牢。",
        "改进情况：把公示栏移到村口和广场，明确每月10日更新；请县司法局派员到镇里讲解答复程序。",
    ),
    other_matters=("2024年，白鹭镇人民政府没有收取政府信息公开信息处理费。",),
    cells=_MARKS,
    styled=False,
)


def filled(base: Base) -> Base:
    """`base` with the numbers of its requests table put into section one, and checked."""
    check(base.name, base.cells)

    def number(row: str, column: str = "total") -> int:
        return int(base.cells[f"requests.{row}.{column}"] or 0)

    numbers = {
        "new": number("new_received"),
        "natural": number("new_received", "natural_person"),
        "carried_in": number("carried_in"),
        "done": number("results.total"),
        "carried_out": number("carried_out"),
    }
    numbers["organisations"] = numbers["new"] - numbers["natural"]
    for name, column in (("commercial",) * 2, ("research",) * 2, ("legal", "legal_services")):
        text = base.cells[f"requests.new_received.{column}"]
        numbers[name] = int(text) if text.isdigit() else 0
    overview = tuple(text.format(**numbers) for text in base.overview)
    return replace(base, overview=overview)


BASES = tuple(filled(base) for base in (ZERO, SMALL, CITY, MARKS))
