"""Formulas over metrics: ``sangong_actual / sangong_budget * 100``."""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Operand:
    """A metric in a formula; ``prior`` for the same metric one year before."""

    code: str
    prior: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined by one of ``+ - * /``."""

    sign: str
    left: "Term"
    right: "Term"


Term: TypeAlias = Operand | Operation | Decimal

_TOKEN = re.compile(r"\s*(?:([a-z_]\w*(?:@prior)?)|(\d+(?:\.\d+)?)|([-+*/()]))", re.ASCII)
# Division is left to the values' own type, so that intervals and fractions work as well.
APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written and as a tree."""

    text: str
    term: Term

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """The formula that ``text`` spells.

        >>> Formula.parse("(a - a@prior) / a@prior * 100").operands
        (Operand(code='a', prior=False), Operand(code='a', prior=True))

        Raises:
            ValueError: ``text`` is no formula; the message says where it ends to be one.
        """
        parser = _Parser(text)
        term = parser.sum()
        if parser.peek():
            raise ValueError(f"formula {text!r}: {parser.peek()!r} was not expected")
        return cls(text, term)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The metrics it is computed from, each once, in the order they are written."""
        return tuple(dict.fromkeys(_operands(self.term)))

    def evaluate(
        self, value_of: Callable[[Operand], Value], constant: Callable[[Decimal], Value]
    ) -> Value:
        """The formula's value in whatever type the two functions return.

        >>> from decimal import Decimal
        >>> rate = Formula.parse("a / b * 100")
        >>> rate.evaluate(lambda operand: {"a": Decimal(1), "b": Decimal(4)}[operand.code], Decimal)
        Decimal('25.00')
        """

        def value(term: Term) -> Value:
            if isinstance(term, Operand):
                return value_of(term)
            if isinstance(term, Decimal):
                return constant(term)
            result: Value = APPLY[term.sign](value(term.left), value(term.right))
            return result

        return value(self.term)


def _operands(term: Term) -> Iterator[Operand]:
    if isinstance(term, Operand):
        yield term
    elif isinstance(term, Operation):
        yield from _operands(term.left)
        yield from _operands(term.right)


class _Parser:
    """Recursive descent over sums, products and atoms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens(text)
        self.at = 0

    @staticmethod
    def _tokens(text: str) -> list[str]:
        tokens, at = [], 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise ValueError(f"formula {text!r}: {text[at:].strip()!r} was not expected")
            tokens.append(match.group().strip())
            at = match.end()
        return tokens

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise ValueError(f"formula {self.text!r} breaks off")
        self.at += 1
        return token

    def sum(self) -> Term:
        term = self.product()
        while self.peek() in ("+", "-"):
            term = Operation(self.take(), term, self.product())
        return term

    def product(self) -> Term:
        term = self.atom()
        while self.peek() in ("*", "/"):
            term = Operation(self.take(), term, self.atom())
        return term

    def atom(self) -> Term:
        symbol = self.take()
        if symbol == "(":
            term = self.sum()
            if self.take() != ")":
                raise ValueError(f"formula {self.text!r}: a bracket is not closed")
            return term
        if symbol[0].isdigit():
            return Decimal(symbol)
        if symbol in "+-*/)":
            raise ValueError(f"formula {self.text!r}: {symbol!r} was not expected")
        code, _, prior = symbol.partition("@")
        return Operand(code, bool(prior))
