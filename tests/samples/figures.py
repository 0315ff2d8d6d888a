"""The figures of one department in one year, and what follows from them by arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LEVELS = ("中央", "省", "市")


def money(text: str) -> Decimal:
    return Decimal(text)


def rate(part: Decimal, whole: Decimal) -> Decimal:
    """A percentage with two decimals, rounded half up."""
    return (part / whole * 100).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Project:
    """A project: budget over the year and what was spent of it, in 万元."""

    name: str
    budget: Decimal
    actual: Decimal


@dataclass(frozen=True)
class Fund:
    """Money from above, by level (中央, 省, 市), in 万元."""

    kind: str
    budget: tuple[Decimal, Decimal, Decimal]
    actual: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True)
class Indicator:
    """A row of the self-evaluation form; ``target`` and ``actual`` as numbers."""

    level1: str
    level2: str
    level3: str
    operator: str
    target: Decimal
    unit: str
    weight: int
    actual: Decimal

    @property
    def is_reached(self) -> bool:
        """Whether the result reaches the target."""
        if self.operator == "≤":
            return self.actual <= self.target
        return self.actual >= self.target

    @property
    def score(self) -> Decimal:
        """Full points where the target is reached, else in proportion."""
        share = min(self.actual / self.target, self.target / self.actual)
        points = Decimal(self.weight) * (1 if self.is_reached else share)
        return points.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Staff:
    """Persons at the year's end; ``quota`` is the approved number of posts."""

    quota: int
    administrative: int
    like_civil_servants: int
    institution: int
    workers: int
    contracted: int
    retired: int

    @property
    def on_posts(self) -> int:
        """Persons who fill an approved post."""
        return self.administrative + self.like_civil_servants + self.institution + self.workers


@dataclass(frozen=True)
class TravelAndCars:
    """三公经费 in 万元: its parts as spent, and the budget of the whole."""

    budget: Decimal
    abroad: Decimal
    purchase: Decimal
    running: Decimal
    reception: Decimal

    @property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return self.abroad + self.purchase + self.running + self.reception


@dataclass(frozen=True)
class Report:
    """All that one report says. Money in 万元.

    Attributes:
        stated: figures printed otherwise than they follow, by the names that
            ``tests.samples.prose`` prints them under: the planted contradictions.
        features: what the Word file holds besides plain paragraphs.
        form: "docx", or the encoding of a text file.
    """

    department: str
    year: int
    initial: Decimal
    supplement: Decimal
    personnel: Decimal
    public: Decimal
    public_budget: Decimal
    projects: tuple[Project, ...]
    funds: tuple[Fund, ...]
    travel: TravelAndCars
    prior_travel: Decimal
    staff: Staff
    staff_at_start: int
    procurement: tuple[Decimal, Decimal]
    indicators: tuple[Indicator, ...]
    satisfaction: str
    form: str = "docx"
    features: frozenset[str] = frozenset()
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def adjusted(self) -> Decimal:
        """全年预算数."""
        return self.initial + self.supplement

    @property
    def project_budget(self) -> Decimal:
        """Of all projects."""
        return sum((project.budget for project in self.projects), Decimal(0))

    @property
    def project_actual(self) -> Decimal:
        """Of all projects."""
        return sum((project.actual for project in self.projects), Decimal(0))

    @property
    def basic(self) -> Decimal:
        """基本支出: personnel and public expenses."""
        return self.personnel + self.public

    @property
    def spent(self) -> Decimal:
        """全年执行数."""
        return self.basic + self.project_actual

    @property
    def execution_score(self) -> Decimal:
        """Of ten points, in proportion to the execution rate."""
        return (rate(self.spent, self.adjusted) / 10).quantize(CENT, ROUND_HALF_UP)

    def points(self, indicator: Indicator) -> Decimal:
        """The score that the report gives itself for an indicator."""
        is_favoured = self.stated.get("full_score_row") == indicator.level3
        return Decimal(indicator.weight) if is_favoured else indicator.score

    @property
    def score(self) -> Decimal:
        """The sum of all scores, of a hundred."""
        return self.execution_score + sum(map(self.points, self.indicators), Decimal(0))

    @property
    def grade(self) -> str:
        """优 from 90, 良 from 80, 中 from 60, 差 below."""
        bands = ((90, "优"), (80, "良"), (60, "中"))
        return next((name for least, name in bands if self.score >= least), "差")

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return f"青禾市云岫县{self.department}{self.year}年度部门整体绩效自评报告（样例）"

    @property
    def file_name(self) -> str:
        """The file's name."""
        return f"{self.stem}.{'docx' if self.form == 'docx' else 'txt'}"
