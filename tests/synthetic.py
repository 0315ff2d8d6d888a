"""Invented reports by the thousand, each with what is true of it: same seed, same report.

Places, offices, orders of chapters, ways of numbering, wordings, units and separators vary
independently. Everything that is printed as a quantity is in ``facts``, in reading order.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path

import docx

from tests.synthetic_words import CHAPTERS, FILLER, LABELS, OFFICES

CENT = Decimal("0.01")
YEARS = range(2019, 2025)
CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True)
class Fact:
    """A printed quantity.

    Attributes:
        value: in 元, %, persons or points.
        metric: its code in the catalogue; "" where the place alone gives it a meaning.
        start: of ``printed`` in the report's text.
    """

    printed: str
    value: Decimal
    metric: str
    start: int


@dataclass(frozen=True)
class Synthetic:
    """A report; its text is its lines joined by line breaks."""

    name: str
    lines: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def text(self) -> str:
        """The whole report."""
        return "\n".join(self.lines)


@cache
def places() -> tuple[str, ...]:
    """Counties behind the names of their cities: 唐山市丰南区."""
    table = resources.files("extractors.registry").joinpath("regions.csv")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    names = {row["code"]: row["name"] for row in rows if not row["last_year"]}
    return tuple(
        names[code[:4] + "00"] + name
        for code, name in names.items()
        if not code.endswith("00") and names.get(code[:4] + "00", "").endswith("市")
        and name.endswith(("县", "区"))
    )  # fmt: skip


def synthetic(seed: int) -> Synthetic:
    """The report of a seed."""
    return _Writer(random.Random(seed)).report(seed)


@dataclass
class _Writer:
    dice: random.Random
    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    at: int = 0

    def report(self, seed: int) -> Synthetic:
        dice = self.dice
        place, office, year = dice.choice(places()), dice.choice(OFFICES), dice.choice(YEARS)
        self.values = dict(self._values())
        self.unit = dice.choice(("万元", "万元", "元", "亿元"))
        self.comma, self.joint = dice.random() < 0.3, dice.choice(("", "为", "共计"))
        numbering = dice.choice(("chinese", "part", "arabic"))
        title = dice.choice(("{}年度部门整体绩效自评报告", "{}年度部门整体支出绩效自评报告"))
        self._line(f"{place}{office}{title.format(year)}")
        rest = list(CHAPTERS[1:-1])
        dice.shuffle(rest)
        for number, (titles, paragraphs) in enumerate((CHAPTERS[0], *rest, CHAPTERS[-1])):
            label = {"chinese": f"{CHINESE[number]}、", "part": f"第{CHINESE[number]}部分 "}
            self._line(label.get(numbering, f"{number + 1}. ") + dice.choice(titles))
            self._line(dice.choice(paragraphs))
            self._line(dice.choice(FILLER))
        name = f"{seed:06}_{place}{office}{year}年度自评报告"
        return Synthetic(name, tuple(self.lines), tuple(self.facts))

    def _values(self) -> Iterator[tuple[str, Decimal]]:
        """Money in 元 that follows from one another; persons, percentages and points."""
        dice = self.dice

        def money(low: int, high: int) -> Decimal:
            return Decimal(dice.randint(low, high)) * 100

        personnel, public, project = money(9_000, 90_000), money(900, 9_000), money(9_000, 90_000)
        spent = personnel + public + project
        supplement, left = money(500, 5_000), money(100, 3_000)
        adjusted = spent + left
        vehicle, reception = money(100, 900), money(10, 90)
        yield from (("personnel_actual", personnel), ("public_actual", public))
        yield from (("project_actual", project), ("basic_actual", personnel + public))
        yield from (("expenditure_actual", spent), ("carryover_end", left))
        yield from (("budget_adjusted", adjusted), ("budget_supplement", supplement))
        yield "budget_initial", adjusted - supplement
        yield "budget_execution_rate", (spent / adjusted * 100).quantize(CENT, ROUND_HALF_UP)
        yield from (
            ("sangong_vehicle_operation_actual", vehicle),
            ("sangong_reception_actual", reception),
        )
        yield "sangong_actual", vehicle + reception
        yield from (("saved", money(1, 90)), ("saved_rate", Decimal(dice.randint(101, 999)) / 100))
        bought = money(900, 9_000)
        yield from (("procurement_actual", bought), ("procurement_budget", bought + money(1, 90)))
        yield "staff_quota_total", Decimal(quota := dice.randint(20, 300))
        yield "staff_actual", Decimal(quota - dice.randint(0, 9))
        yield "staff_retired", Decimal(dice.randint(1, 99))
        yield "selfeval_score", Decimal(dice.randint(9000, 9999)) / 100

    def _line(self, template: str) -> None:
        """Write a line, each metric in brackets as its name and figure."""
        text = ""
        for index, piece in enumerate(template.replace("]", "[").split("[")):
            if index % 2 == 0:
                text += piece
                continue
            name = piece.lstrip("=")
            printed, value = self._printed(name)
            if name == piece:
                # 共计 is said of money alone.
                is_money = not name.startswith("staff") and not name.endswith(("rate", "score"))
                text += self.dice.choice(LABELS[name]) + (self.joint if is_money else "为")
            metric = name if name == piece else ""
            self.facts.append(Fact(printed, value, metric, self.at + len(text)))
            text += printed
        self.lines.append(text)
        self.at += len(text) + 1

    def _printed(self, metric: str) -> tuple[str, Decimal]:
        """A figure as this report prints it, and the value of what is printed."""
        value = self.values[metric]
        if metric.startswith("staff"):
            return f"{value}{'名' if 'quota' in metric else '人'}", value
        if metric.endswith("_rate"):
            return f"{value}%", value
        if metric.endswith("_score"):
            return f"{value}分", value
        step = {"元": 1, "万元": 10_000, "亿元": 100_000_000}[self.unit]
        places = CENT if self.unit != "亿元" else Decimal("0.000001")
        number = (value / step).quantize(places)
        return f"{number:,}{self.unit}" if self.comma else f"{number}{self.unit}", number * step


def write_text(report: Synthetic, folder: Path) -> Path:
    """The report as a text file."""
    path = folder / f"{report.name}.txt"
    path.write_text(report.text + "\n", encoding="utf-8")
    return path


def write_docx(report: Synthetic, folder: Path) -> Path:
    """The report as a Word file."""
    document = docx.Document()
    for line in report.lines:
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    path = folder / f"{report.name}.docx"
    path.write_bytes(content.getvalue())
    return path
