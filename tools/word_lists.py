"""``python -m tools.word_lists`` writes ``sounds.yaml`` and ``words.yaml`` of ``rules/lexicons/``,
which GX503 is in need of.

They are taken from public dictionaries, which no run needs (``pip install '.[bench]'``): the
readings of pypinyin (MIT) and the word frequencies of jieba (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent / "rules" / "lexicons"
WIDTH = 48  # characters a line

# A word that the dictionary's texts have less often is no argument that a text means it; of longer
# words, any two characters in a row count. Of characters that phrases have, words are asked for
# more often, and rare ones count, too.
LEAST, LEAST_LONGER, LEAST_OFFICIAL = 50, 200, 8

# Words of official text that the dictionary does not have, or hardly: it is of 2012.
MORE = """
    台账 医政 医管 招投 网办 容错 清单 普法 扶贫 督办 履职 提质 录入 办结
    研判 问责 转办 销号 通办 约谈 排查 审签 会签 制发 补正 接访 送审 审校
    运维 错链 断链 死链 联办 联审 压实 落细 抓细 抓实 轮训 宣贯 惠企 利民
    助企 纾困 稳岗 营商 裁量 应诉 胜诉 撤诉 纠错 履约 工单 涉密 脱敏 版块
    展板 折页 微信 微博 网信 短信 抖音 快手 视频 图解 链接 网页 网址 客服
    直播 云端 线上 线下 掌上 双碳 上云 数智 公信 政信 医保 社保 低保 特困
    五保 棚改 旧改 征拆 征迁 拆违 治超 反诈 综治 网格 河长 林长 路长 田长
    环评 能评 稳评 安评 食药 药监 市监 质监 工信 经信 科工 发改 住建 城建
    城管 交管 水务 文旅 文广 广电 卫健 国资 民企 央企 涉企 稳企 招商 电商
    网购 网约 专班 专员 专栏 专区 督导 督查 巡察 纪检 监委 党纪 党史 主责
    主业 履责 尽责 担责 追责 做实 做细 增效 赋能 助力 聚力 走深 走实 见效
    研提 会商 领办 协办 承办 交办 催办 查办 流转 闭环 清零 权责 事权 财权
    简政 放权 放管 掌办 秒批 即享 承诺 告知 涉农 惠农 惠民 便民 利企 便企
    亲清 政采 公采 签批 核签 初审 复审 终审 初核 复核 校审 校对 读网 暗链
    外链 错敏 敏词 适老 老化 下沉 上墙 入网 入户 进村 到户 包联 结对 帮扶
    驻村 村居 社区 镇街 街镇 区直 县直 市直 省直 垂管 条管 双管 三公 三农
    两会 两微 一端 四风 五育 六稳 六保
"""

# The reading that these characters have in official text; the dictionary names another first.
READINGS = {"长": "zhang", "率": "lv", "行": "xing", "重": "zhong", "单": "dan", "仇": "chou"}

# What input methods and speakers of many dialects do not tell apart.
ALIKE = (("^zh", "z"), ("^ch", "c"), ("^sh", "s"), ("^n", "l"), ("(?<=[aei])ng$", "n"))

_SOUNDS = """\
# Characters that sound alike: one item holds the characters of one reading, without its tone, and
# with zh = z, ch = c, sh = s, n = l at the start, ang = an, eng = en, ing = in. Each character of
# GB 2312 stands in one item, under the reading that it has most often.
# Written by tools/word_lists.py from the readings of pypinyin (MIT).
"""
_WORDS = """\
# Words of two characters: an item is a character, then all that make a word with it; behind a
# stroke those that stand behind it in longer words only.
# Written by tools/word_lists.py from the word frequencies of jieba (MIT).
"""


def main() -> None:
    """Writes the files."""
    _write("sounds", _SOUNDS, sounds())
    _write("words", _WORDS, words())


def lexicon(name: str) -> list[str]:
    """What a lexicon holds, from its file."""
    data = YAML(typ="safe").load(ROOT / f"{name}.yaml")
    texts = (entry if isinstance(entry, str) else entry["phrases"] for entry in data["entries"])
    return [item for text in texts for item in text.split()]


def sounds() -> list[str]:
    """The characters that sound alike, item by item; those alone in theirs are left out."""
    lazy_pinyin = import_module("pypinyin").lazy_pinyin
    by_sound: dict[str, list[str]] = {}
    for character in characters():
        reading = READINGS.get(character) or lazy_pinyin(character, v_to_u=False)[0]
        by_sound.setdefault(alike(reading), []).append(character)
    return ["".join(found) for _, found in sorted(by_sound.items()) if len(found) > 1]


def alike(reading: str) -> str:
    """A reading without what is not told apart."""
    for pattern, plain in ALIKE:
        reading = re.sub(pattern, plain, reading)
    return reading


def words() -> list[str]:
    """The second characters of words after their first, then a stroke and those that stand behind
    it in longer words only."""
    known = frozenset(characters())
    seconds: dict[str, set[str]] = {}
    longer: dict[str, set[str]] = {}
    official = frozenset("".join(lexicon("phrases")))
    for word, frequency in frequencies().items():
        found, least = (seconds, LEAST) if len(word) == 2 else (longer, LEAST_LONGER)
        if len(word) == 2 and official.issuperset(word):
            least = LEAST_OFFICIAL
        if frequency >= least and known.issuperset(word):
            for first, second in pairwise(word):
                found.setdefault(first, set()).add(second)
    for word in MORE.split():
        seconds.setdefault(word[0], set()).add(word[1])
    items = []
    for first in sorted(seconds.keys() | longer.keys()):
        own = seconds.get(first, set())
        rest = longer.get(first, set()) - own
        items.append(first + "".join(sorted(own)) + ("/" if rest else "") + "".join(sorted(rest)))
    return items


def frequencies() -> Mapping[str, int]:
    """jieba's dictionary: word → how often its texts have it."""
    path = Path(import_module("jieba").__path__[0]) / "dict.txt"
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {line[0]: int(line[1]) for line in lines}


def characters() -> list[str]:
    """The characters of GB 2312, the common ones first."""
    found: list[str] = []
    for high in range(0xB0, 0xF8):
        row = b"".join(bytes((high, low)) for low in range(0xA1, 0xFF))
        found += row.decode("gb2312", errors="ignore")
    return found


def _write(name: str, header: str, items: Iterable[str]) -> None:
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) + 1 > WIDTH:
            lines.append(line)
            line = item
        else:
            line = f"{line} {item}" if line else item
    text = header + "entries:\n  - |\n" + "".join(f"    {row}\n" for row in [*lines, line])
    (ROOT / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
