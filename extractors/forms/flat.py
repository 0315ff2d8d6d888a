"""Indicator tables that an exporter flattened to lines or to one run-on line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.forms.words import is_form_word, role_in_form, without_form_words
from extractors.tables.grid import bare
from extractors.tables.numbers import parse_bare
from extractors.tables.words import is_head_word
from models.document import Document
from models.finding import IndicatorResult
from models.span import Span

# How the cells of a form are parted: each on a line of its own, by tabs, by any blank.
_CELLS = (re.compile(r"[^\n]+"), re.compile(r"[^\t\n]+"), re.compile(r"\S+"))
_FEWEST_HEADS = 4
_LONGEST_CELL = 120
_LONGEST_FORM = 2_000
_GAP = 3
_PROJECT = re.compile(r"项目名称[:\s]*([^\s:]{2,60})")


@dataclass(frozen=True, slots=True)
class _Token:
    """What may have been a cell: its words without blanks, and its place."""

    text: str
    printed: str
    span: Span


def find_flat_results(document: Document, folded: str) -> tuple[IndicatorResult, ...]:
    """Indicators of forms whose cells stand one a line, or parted by blanks in one line.

    Empty cells left no trace in such text, so only rows are taken whose points stand where
    the heads say; the others are passed over.
    """
    if "指标" not in folded or "分" not in folded:
        return ()
    for pattern in _CELLS:
        tokens = _tokens(pattern, document.text, folded)
        found = tuple(_in_tokens(tokens, folded))
        if found:
            return found
    return ()


def _tokens(pattern: re.Pattern[str], text: str, folded: str) -> list[_Token]:
    return [
        _Token(bare(found.group()), bare(Span(*found.span()).of(text)), Span(*found.span()))
        for found in pattern.finditer(folded)
        if found.group().strip()
    ]


def _in_tokens(tokens: Sequence[_Token], folded: str) -> Iterator[IndicatorResult]:
    place = 0
    while place < len(tokens):
        roles = _heads_at(tokens, place)
        if not roles:
            place += 1
            continue
        project = _PROJECT.findall(folded, max(0, tokens[place].span.start - 1_500))
        reader = _FlatReader(tokens, roles, project[0] if project else None)
        yield from reader.results(place + len(roles))
        place = reader.place


def _heads_at(tokens: Sequence[_Token], start: int) -> tuple[str | None, ...]:
    """The parts that a run of heads names, from its first on; empty where no form begins."""
    if not _role(tokens[start]):
        return ()
    roles: list[str | None] = []
    last = 0
    for token in tokens[start : start + 16]:
        role = _role(token)
        if role is None and (not is_head_word(token.text) or len(roles) - last >= _GAP):
            break
        roles.append(role)
        if role:
            last = len(roles)
    named = set(roles[:last])
    is_form = named & {"level3", "level2"} and "weight" in named and "score" in named
    return tuple(roles[:last]) if is_form and last >= _FEWEST_HEADS else ()


def _role(token: _Token) -> str | None:
    return role_in_form(token.text) if len(token.text) <= 30 else None


class _FlatReader:
    """Reads the rows behind one run of heads; ``place`` is where it stopped."""

    def __init__(
        self, tokens: Sequence[_Token], roles: Sequence[str | None], project: str | None
    ) -> None:
        self.tokens = tokens
        self.project = project
        name = max(place for place, role in enumerate(roles) if role in ("level2", "level3"))
        # Columns behind the name; a reason is often empty and is looked for by itself.
        self.values = [role for role in roles[name + 1 :] if role != "reason"]
        self.has_reason = "reason" in roles
        self.place = 0

    def results(self, start: int) -> Iterator[IndicatorResult]:
        """The indicators of the form, up to its total or to the next text."""
        self.place = start
        level1 = level2 = ""
        end = min(len(self.tokens), start + _LONGEST_FORM)
        while self.place < end and not self._ends_here():
            token = self.tokens[self.place]
            if is_form_word("flat_level1", token.text):
                level1, level2 = token.printed, ""
            elif is_form_word("flat_level2", token.text):
                level2 = token.printed
            elif taken := self._row_at(self.place):
                yield self._result(level1, level2, taken)
                continue
            self.place += 1

    def _ends_here(self) -> bool:
        token = self.tokens[self.place]
        is_total = is_form_word("not_indicator", token.text)
        return (
            is_total or len(token.text) > _LONGEST_CELL or bool(_heads_at(self.tokens, self.place))
        )

    def _row_at(self, place: int) -> list[_Token | None]:
        """The cells of a row in the order of its heads; empty where none stands here."""
        name = without_form_words("numbered", self.tokens[place].text)
        if not name or is_form_word("nothing", name) or _points(self.tokens[place]) is not None:
            return []
        weight, score = self.values.index("weight"), self.values.index("score")
        for missing in range(min(weight, score) + 1):
            cells: list[_Token | None] = list(
                self.tokens[place + 1 : place + 1 + len(self.values) - missing]
            )
            # Left out are the last ones before the points: a target without a result.
            cells[min(weight, score) - missing : min(weight, score) - missing] = [None] * missing
            if len(cells) == len(self.values) and all(
                _points(cells[column]) is not None for column in (weight, score)
            ):
                return cells
        return []

    def _result(self, level1: str, level2: str, cells: Sequence[_Token | None]) -> IndicatorResult:
        name = self.tokens[self.place]
        self.place += 1 + sum(cell is not None for cell in cells)
        last = self.tokens[self.place - 1]
        reason = self._reason()
        by_role = dict(zip(self.values, cells, strict=True))
        printed = name.printed[len(name.text) - len(without_form_words("numbered", name.text)) :]
        return IndicatorResult(
            level1=level1,
            level2=level2,
            level3=printed,
            target=_printed(by_role.get("target")),
            actual=_printed(by_role.get("actual")),
            weight=_points(by_role["weight"]),
            score=_points(by_role["score"]),
            deviation_reason=_printed(reason),
            span=Span(name.span.end - len(printed), (reason or last).span.end),
            project=self.project,
        )

    def _reason(self) -> _Token | None:
        """The token behind a row, where it can be nothing but the reason for a deviation."""
        if not self.has_reason or self.place >= len(self.tokens) or self._ends_here():
            return None
        token = self.tokens[self.place]
        is_level = any(is_form_word(f"flat_level{level}", token.text) for level in (1, 2))
        if is_level or self._row_at(self.place) or _points(token) is not None:
            return None
        self.place += 1
        return token


def _printed(token: _Token | None) -> str:
    return "" if token is None or is_form_word("nothing", token.text) else token.printed


def _points(token: _Token | None) -> Decimal | None:
    parsed = parse_bare(token.text.removesuffix("分")) if token else None
    return parsed[0] if parsed else None
