"""What people say to findings, written down with who and when."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from models.tables import finding, finding_review
from models.tables.findings import ReviewStatus


def review(
    database: Connection, finding_id: int, status: ReviewStatus, note: str, reviewer: str
) -> bool:
    """Set what is said to a finding; ``open`` takes it back.

    It is tied to what the finding says, not to its row: it survives a re-reading of the report as
    long as the evidence is the same.

    Returns:
        Whether there is such a finding.
    """
    one = database.execute(
        select(finding.c.report_id, finding.c.fingerprint).where(finding.c.id == finding_id)
    ).one_or_none()
    if one is None:
        return False
    place = (finding_review.c.report_id == one.report_id) & (
        finding_review.c.fingerprint == one.fingerprint
    )
    database.execute(delete(finding_review).where(place))
    if status is not ReviewStatus.OPEN or note:
        database.execute(
            insert(finding_review).values(
                report_id=one.report_id,
                fingerprint=one.fingerprint,
                status=status.value,
                reviewer_note=note,
                reviewer=reviewer,
                reviewed_at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )
    return True
