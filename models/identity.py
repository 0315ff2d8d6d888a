"""Whose report it is, for which year, and of what type."""

from dataclasses import dataclass
from enum import StrEnum


class ReportType(StrEnum):
    """Types of reports that departments submit."""

    DEPT_OVERALL_SELF = "dept_overall_self"
    PROJECT_SELF = "project_self"
    FINAL_ACCOUNT = "final_account"
    BUDGET = "budget"
    KEY_EVALUATION = "key_evaluation"
    TRANSFER_SELF = "transfer_self"
    WORK_REPORT = "work_report"
    OTHER = "other"


class AdminLevel(StrEnum):
    """Level of the government that the department belongs to."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    ZONE = "zone"


class Scope(StrEnum):
    """The department with its subordinate units, or the unit alone."""

    DEPARTMENT = "department"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a report's origin; None where it cannot be told.

    Attributes:
        department: canonical full name, region included.
        department_id: the same across years and renames.
        region_code: six digits of GB/T 2260, valid in the fiscal year.
        sources: pairs of field name and where its value was found (title, cover,
            running_head, header of a saved web page, body, signature, policy_title,
            code printed in the report, file_name, manifest).
        conflicts: pairs of field name and the rival value that was not taken.
    """

    department: str | None = None
    department_id: str | None = None
    region_code: str | None = None
    region_name: str | None = None
    admin_level: AdminLevel | None = None
    fiscal_year: int | None = None
    report_type: ReportType = ReportType.OTHER
    scope: Scope | None = None
    title: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
