"""Whether a text that misses a phrase can mean anything else: words, and characters alone."""

from __future__ import annotations

from collections.abc import Callable

from ..records import NamedTuple
from .phrase_edits import Miss, Mistake
from .phrase_index import PhraseIndex
from .phrase_tables import LONGEST, WHOLE, are_ideographs

SEEN = 5  # characters from which a phrase is known with any other in place of one
LONG = 6  # characters from which a phrase is known by what is left of it
_TITLE = 60  # characters a title in 《》 has at most
_IN_TITLE = 8  # characters from which a phrase is known inside a title: documents have own names
_CLOSED = frozenset("，。；：！？”")  # what ends a word; behind a pause it may go on: 预、决算
_AND = frozenset("和与及或")  # the same
_NUMERALS = frozenset("一二三四五六七八九十百千万两零〇")


class Words(NamedTuple):
    """What a text may mean instead of a phrase.

    ``seconds``: the characters that make a word with a first one, behind a stroke those that
    follow it in longer words only; ``alone``: characters that are words by themselves, ``joining``
    those that only join others, ``ends`` those that end words of three which no list has all of,
    ``verbs`` words by themselves that hardly stand inside a phrase; ``either``: pairs of which both
    may be right; ``alike``: whether two characters sound or look alike; ``is_right``: whether a
    character of the text belongs to a phrase.
    """

    seconds: Callable[[str], str]
    alone: frozenset[str]
    joining: frozenset[str]
    ends: frozenset[str]
    verbs: frozenset[str]
    either: frozenset[frozenset[str]]
    alike: Callable[[str, str], bool]
    is_right: Callable[[int], bool]

    def has(self, pair: str) -> bool:
        """Whether two characters are a word, or neighbours in one."""
        return len(pair) == 2 and pair[1] in self.seconds(pair[0])

    def is_word(self, pair: str) -> bool:
        """Whether two characters are a word of two."""
        return pair[1] in self.seconds(pair[0]).partition("/")[0]

    def is_left(self, text: str, at: int, side: int) -> bool:
        """Whether a character is left over: no part of a phrase, no word by itself, nor with the
        one to its ``side`` (-1 or 1)."""
        start = at + min(side, 0)
        return not (
            text[at] in self.alone or self.has(text[max(0, start) : start + 2]) or self.is_right(at)
        )


def is_meant(miss: Miss, index: PhraseIndex, words: Words) -> bool:
    """Whether all of a long phrase stands there but for one mistake inside, that leaves no doubt:
    two characters swapped, one twice, or missing where none may be (社会主思想)."""
    (mistake, *more) = miss.mistakes
    size = len(miss.phrase)
    if more or size < WHOLE or not _are_words(miss.phrase[mistake.at : mistake.at + 2]):
        return False
    if mistake.kind == "dropped":
        inside = size >= LONGEST and 1 < mistake.at < size - 2
        sure = len(mistake.missing) == 1 and mistake.missing not in words.joining
        return inside and sure and index.is_exact(miss.phrase)
    if mistake.kind == "doubled":
        # The first and the last may be another word's, and 的的 is another rule's.
        return 1 < mistake.at < size and miss.phrase[mistake.at - 1] not in words.joining
    return mistake.kind == "swapped"


def is_mistaken(text: str, miss: Miss, words: Words) -> bool:
    """Whether the text can be nothing but the phrase with mistakes."""
    if len(miss.phrase) < _IN_TITLE and _is_in_title(text, miss.start):
        return False
    start, end = miss.wrong
    if len(miss.mistakes) > 1 and len(miss.phrase) < LONGEST and end - start > 2:
        return False
    if end == miss.end and end - start == 2 and words.is_word(text[start:end]):
        return False  # one word for another of the same sound: at the end both may be right
    return all(_JUDGES[mistake.kind](text, miss, mistake, words) for mistake in miss.mistakes)


def _is_in_title(text: str, at: int) -> bool:
    opened = text.rfind("《", max(0, at - _TITLE), at)
    return opened >= 0 and text.find("》", opened, at) < 0


def _is_substituted(text: str, miss: Miss, mistake: Mistake, words: Words) -> bool:
    at, phrase = mistake.start, miss.phrase
    written, should = text[at], phrase[mistake.at]
    if not _are_words(written + should) or frozenset((written, should)) in words.either:
        return False
    edge = mistake.at in (0, len(phrase) - 1)
    is_word = words.has(text[max(0, at - 1) : at + 1]) or words.has(text[at : at + 2])
    if not words.alike(written, should):
        if len(phrase) < SEEN or edge or is_word or written in words.alone:
            return False
        # 各股室 beside 各科室: only where the rest of the word that it stands in is no word.
        return (words.has(phrase[mistake.at - 1] + should) and words.is_left(text, at - 1, -1)) or (
            words.has(should + phrase[mistake.at + 1]) and words.is_left(text, at + 1, 1)
        )
    if len(phrase) >= LONG and not edge:  # 公开粒度 beside 公开力度: another last word may be meant
        return mistake.at != len(phrase) - 2 or not words.is_word(text[at : at + 2])
    if len(phrase) >= LONG and not _goes_on(text, miss, mistake):
        return mistake.at > 0 or written not in words.alone
    if is_word:
        return False
    return written not in (words.alone if edge else words.joining)


def _goes_on(text: str, miss: Miss, mistake: Mistake) -> bool:
    """Whether the phrase's first or last character may belong to a word beside it."""
    beside = miss.start - 1 if mistake.at == 0 else miss.end
    return 0 <= beside < len(text) and are_ideographs(text[beside])


def _is_dropped(text: str, miss: Miss, mistake: Mistake, words: Words) -> bool:
    """Whether a word lost a character, and what is left of it makes no word with others."""
    before, behind, missing = mistake.start, mistake.end - 1, mistake.missing
    if not _are_words(text[before] + text[behind]) or not are_ideographs(missing):
        return False
    if words.has(text[before : behind + 1]) or not _is_bounded(text, miss, mistake, words):
        return False
    at, phrase = mistake.at, miss.phrase
    if missing in (phrase[at - 2 : at - 1], phrase[at + 2 : at + 3]):
        return False  # 音视频 beside 音频视频
    sure = len(missing) > 1  # only in the longest phrases, whose names are no words of two
    with_before = sure or words.has(text[before] + missing[0])
    with_behind = sure or words.has(missing[-1] + text[behind])
    if (with_before and words.is_left(text, before, -1)) or (
        with_behind and words.is_left(text, behind, 1)
    ):
        return True
    # 信息开申请: what is left may be a word, but hardly with so much of the phrase on both sides.
    # (收费 for 收取费: what is left of the first character's word may well stand for it.)
    inside = 1 < at < len(phrase) - 1 - len(missing)
    known = with_behind and not sure and missing not in words.alone
    return inside and known and text[behind] in words.verbs


def _is_bounded(text: str, miss: Miss, mistake: Mistake, words: Words) -> bool:
    """Whether the phrase ends where other words begin, where only one character of it is left.

    Else that one may be the next word's (文旅市场 is no 旅游市场), or another phrase is meant.
    """
    first, last = miss.start - 1, miss.end
    if mistake.missing in (text[max(0, first) : first + 1], text[last : last + 1]):
        return False  # its character stands before or behind it: swapped, not dropped
    if mistake.at <= 1 and first >= 0 and are_ideographs(text[first]):
        return _ends(text, first, -1, miss, words)
    if mistake.at >= len(miss.phrase) - 2 and last < len(text) and are_ideographs(text[last]):
        return _ends(text, last, 1, miss, words)
    return True


def _ends(text: str, at: int, side: int, miss: Miss, words: Words) -> bool:
    """Whether the character beside a phrase is another word's."""
    if len(miss.phrase) < LONG:
        return text[at] in words.joining
    return not words.is_left(text, at, side)


def _is_doubled(text: str, miss: Miss, mistake: Mistake, words: Words) -> bool:
    first, second = mistake.start, mistake.end - 1
    pair = text[first : second + 1]
    if mistake.at in (1, len(miss.phrase)) or not _are_words(pair) or words.has(pair):
        return False  # 北街街道: the first may be another word's last
    if pair[0] in words.joining:
        return False  # 的的 is another rule's
    if len(miss.phrase) >= LONG and 2 < mistake.at < len(miss.phrase) - 1:
        return not words.has(text[miss.end - 1 : miss.end + 1])  # 信息公开开展示范
    return not (
        words.has(text[max(0, first - 1) : first + 1]) and words.has(text[second : second + 2])
    )


def _is_swapped(text: str, miss: Miss, mistake: Mistake, words: Words) -> bool:
    first, second = mistake.start, mistake.end - 1
    pair = text[first : second + 1]
    if not _are_words(pair) or words.has(pair):
        return False
    left = words.is_left(text, first, -1), words.is_left(text, second, 1)
    if any(left) if len(miss.phrase) >= LONG else all(left):
        return True
    around = text[max(0, first - 1) : first + 1], text[second : second + 2]
    return words.is_word(pair[::-1]) and not any(map(words.has, around))


_JUDGES = {
    "substituted": _is_substituted,
    "dropped": _is_dropped,
    "doubled": _is_doubled,
    "swapped": _is_swapped,
}


def _are_words(text: str) -> bool:
    """Whether a text is Chinese characters and no numeral: numbers may be any."""
    return are_ideographs(text) and _NUMERALS.isdisjoint(text)


def missed_edge(text: str, start: int, phrase: str, edge: int, words: Words) -> Miss | None:
    """The phrase that stands but for its first or last character (``edge``), where what is left of
    that one's word can be no other's: 公开渠，公开渠通."""
    outer, side = start + edge, 1 if edge else -1
    beside = outer - side
    if text[beside] in _NUMERALS or not words.is_left(text, beside, side):
        return None
    if len(phrase) < _IN_TITLE and _is_in_title(text, beside):
        return None
    if not 0 <= outer < len(text):
        return None
    here = text[outer]
    before = max(0, min(outer, outer + side))
    further = text[before : before + 2]
    if here in _CLOSED or (here in words.joining and here not in _AND) or words.has(further):
        if phrase[edge] in further:  # 森林防灭火, not 森林防火
            return None
        mistake = Mistake("dropped", beside, beside + 1, edge, phrase[edge])
        return Miss(phrase, start + (edge == 0), start + len(phrase) - (edge > 0), (mistake,))
    is_closed = side > 0 and text[outer + 1 : outer + 2] in _CLOSED and words.seconds(here)
    if here in words.alone or not (words.alike(here, phrase[edge]) or is_closed):
        return None
    return Miss(
        phrase, start, start + len(phrase), (Mistake("substituted", outer, outer + 1, edge),)
    )


def missed_word(text: str, at: int, index: PhraseIndex, words: Words) -> Miss | None:
    """The word of a phrase that two characters at ``at`` should be, where they can be no others'.

    Both must be left over: neither a word by itself nor a part of one with its neighbour.
    """
    pair = text[at : at + 2]
    first, second = pair[0], pair[1]
    if first == second:
        return _doubled_word(text, at, words)
    if not (words.is_left(text, at, -1) and words.is_left(text, at + 1, 1)):
        return None
    if words.has(pair) or not _are_words(pair):
        return None
    if words.is_word(second + first) and index.has_piece(second + first):
        return Miss(second + first, at, at + 2, (Mistake("swapped", at, at + 2, 0),))
    meant = [(at, twin + second) for twin in index.twins(first)]
    meant += [(at + 1, first + twin) for twin in index.twins(second)]
    meant = [(at, word) for at, word in meant if words.is_word(word) and index.has_piece(word)]
    if len(meant) != 1:
        return None
    wrong, word = meant[0]
    return Miss(word, at, at + 2, (Mistake("substituted", wrong, wrong + 1, wrong - at),))


def _doubled_word(text: str, at: int, words: Words) -> Miss | None:
    """A character that stands twice, where it belongs to one word alone."""
    pair = text[at : at + 2]
    around = text[max(0, at - 1) : at], text[at + 2 : at + 3]
    if pair[0] in words.alone or pair[0] in words.ends or pair[0] in around:
        return None  # 增值税税率, 保证金金额
    if words.has(pair) or not _are_words(pair):
        return None
    before, behind = around[0] + pair[0], pair[0] + around[1]
    if words.has(before) == words.has(behind):
        return None
    start, word = (at - 1, before) if words.has(before) else (at, behind)
    return Miss(word, start, start + 3, (Mistake("doubled", at, at + 2, 1),))
