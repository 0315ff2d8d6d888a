"""What the API answers with. Numbers that must stay exact are texts: "24746400.05"."""

from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field

Item = TypeVar("Item")


def exact(value: object) -> str | None:
    """A database's number as plain text.

    >>> exact(24746400), exact(97.5), exact(None)
    ('24746400', '97.5', None)
    """
    if value is None:
        return None
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


Exact = Annotated[str | None, BeforeValidator(exact), Field(description="exact, plain digits")]


class Page(BaseModel, Generic[Item]):
    """Some of the items; ``total`` are there in all."""

    total: int
    page: int
    size: int
    items: list[Item]


class Report(BaseModel):
    """A report: one content."""

    report_id: int
    file_name: str
    sha256: str
    format: str
    department: str | None
    department_id: str | None
    region_code: str | None
    region_name: str | None
    admin_level: str | None
    fiscal_year: int | None
    report_type: str
    scope: str | None
    title: str
    char_count: int
    is_current: bool
    is_corrected: bool
    ingested_at: str


class Section(BaseModel):
    """A heading or numbered item."""

    report_id: int
    section_id: int
    parent_id: int | None
    ordinal: int
    depth: int
    kind: str
    label: str
    title: str
    path: str
    char_start: int
    char_end: int


class Quantity(BaseModel):
    """A printed quantity with its meaning. Amounts are in 元, percentages in %."""

    report_id: int
    quantity_id: int
    section_id: int | None
    section_path: str | None
    file_name: str
    department: str | None
    region_code: str | None
    fiscal_year: int | None
    report_type: str
    origin: str
    printed: str
    printed_unit: str
    printed_decimals: int
    char_start: int
    char_end: int
    quote: str | None
    table_title: str | None
    row_label: str | None
    column_label: str | None
    kind: str
    value: Exact
    value_upper: Exact
    unit: str
    comparator: str
    role: str
    direction: str | None
    is_target: bool
    is_threshold: bool
    label: str
    metric_code: str | None
    metric_name: str | None
    value_year: int | None
    point: str
    fund_type: str
    fund_level: str
    budget_book: str
    line_item: str | None
    parent_quantity_id: int | None
    is_primary: bool
    is_corrected: bool


class Finding(BaseModel):
    """What the audit says, and what a person said to it."""

    report_id: int
    finding_id: int
    rule_id: str
    verdict: str
    severity: str
    message: str
    stated: str
    expected: str
    tolerance: str
    char_start: int | None
    char_end: int | None
    quantity_ids: list[int]
    other_report_id: int | None
    status: str
    reviewer_note: str | None


class Metric(BaseModel):
    """A metric that some report has a figure of, as the catalogue defines it."""

    code: str
    name: str
    means: str
    formulas: list[str] = Field(description="the official one first; empty for what is printed")
    source: str


class Point(BaseModel):
    """A department's value in a year, and where it is printed."""

    department_id: str
    department: str
    fiscal_year: int
    value: Exact
    printed: str
    report_id: int
    quantity_id: int


class Compared(BaseModel):
    """A metric across departments and years; what is missing is not in ``points``."""

    metric: str
    unit: str = Field(description="of all values: 万元 for amounts")
    years: list[int]
    points: list[Point]


class Rate(BaseModel):
    """A department's rate in a year, in %; null for what the report does not give."""

    department_id: str
    department: str
    fiscal_year: int
    report_id: int
    stated: Exact
    recomputed: Exact
    difference: Exact = Field(description="stated less recomputed, in percentage points")
    quantity_id: int | None = Field(description="where the stated rate is printed")


class Query(BaseModel):
    """A question kept under a name."""

    name: str
    chinese: str
    english: str


class Answer(BaseModel):
    """Rows of a named query."""

    name: str
    columns: list[str]
    rows: list[list[int | float | bool | str | None]]
    is_cut: bool = Field(description="whether there are more rows than were asked for")


class Mistake(BaseModel):
    """Why there is no answer."""

    detail: str
