"""Web pages saved as one file (.mht)."""

from email import message_from_bytes, policy

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers import html
from pipeline.readers.refusing import refusal


def read(data: bytes, source: SourceFile) -> Document:
    """Read the page inside a page saved as one file.

    Raises:
        RefusedFile: there is no page inside, or it holds no text.
    """
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return html.read(payload, source)
    raise refusal(
        RefusalReason.NO_TEXT,
        source.path,
        "it holds no web page",
        "It is a mail, or was cut off in saving",
        "Open the page again and save it as .html",
    )
