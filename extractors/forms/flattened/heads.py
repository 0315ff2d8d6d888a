"""Runs of column heads in flattened forms: of indicators, and of money."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.forms.flattened.tokens import Cut, Token
from extractors.forms.words import is_form_word, role_in_form
from extractors.tables.words import is_head_word

_MOST_HEADS = 16
_FEWEST_HEADS = 4
_FEWEST_MONEY_HEADS = 3
_GAP = 3
_LONGEST_HEAD = 30
_NAMES = ("level2", "level3")
_VALUES = ("target", "actual", "weight", "score")


@dataclass(frozen=True, slots=True)
class HeadRun:
    """Heads that stand behind each other.

    Attributes:
        place: index of the first.
        tokens: all of them, from left to right.
        roles: of each, as ``role_in_form`` tells; None for a column of another kind.
        is_money: they head lines of money, whose labels have no head of their own or the
            first.
        empty: how many empty cells stand among them.
    """

    place: int
    tokens: tuple[Token, ...]
    roles: tuple[str | None, ...]
    is_money: bool
    empty: int = 0

    @property
    def end(self) -> int:
        """Index of the token behind the last head."""
        return self.place + len(self.tokens) + self.empty


def heads_at(cut: Cut, place: int) -> HeadRun | None:
    """The run of heads that begins at ``place``; None where no part of a form begins."""
    return _indicator_heads(cut, place) or _money_heads(cut.tokens, place)


def _indicator_heads(cut: Cut, place: int) -> HeadRun | None:
    tokens = cut.tokens
    if not _role(tokens[place]):
        return None
    roles: list[str | None] = []
    last = 0
    for token in tokens[place : place + _MOST_HEADS]:
        role = _role(token)
        if role is None and (not is_head_word(token.text) or len(roles) - last >= _GAP):
            break
        roles.append(role)
        # Where every column has its cells, those count that hold no part of an indicator as well.
        if role or cut.is_exact:
            last = len(roles)
    named = set(roles[:last])
    is_form = named.intersection(_NAMES) and named.intersection(_VALUES)
    if not is_form or last < _FEWEST_HEADS:
        return None
    return HeadRun(place, tuple(tokens[place : place + last]), tuple(roles[:last]), is_money=False)


def _role(token: Token) -> str | None:
    return role_in_form(token.text) if 0 < len(token.text) <= _LONGEST_HEAD else None


def _money_heads(tokens: Sequence[Token], place: int) -> HeadRun | None:
    """项目资金(万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分, the first or not."""
    first, empty = place, 0
    if is_form_word("money_corner", tokens[place].text):
        first += 1
        if first < len(tokens) and is_form_word("money_corner", tokens[first].text):
            return (
                None  # 预算执行情况(10分) 年度预算数(万元): the inner one stands above the labels
            )
        # 资金情况(万元) | | 全年预算数: the corner reaches down beside the labels
        empty = int(first < len(tokens) and not tokens[first].text)
        first += empty
    run: list[Token] = []
    for token in tokens[first : first + _MOST_HEADS]:
        if len(token.text) > _LONGEST_HEAD or not is_form_word("money_head", token.text):
            break
        run.append(token)
    spent = any(is_form_word("money_spent", token.text) for token in run)
    if len(run) < _FEWEST_MONEY_HEADS or not spent or first + len(run) >= len(tokens):
        return None
    heads = (*tokens[place : first - empty], *run)
    return HeadRun(place, heads, (None,) * len(heads), is_money=True, empty=empty)
