"""Word documents (.docx): one walk over the XML that keeps what Word shows.

python-docx opens the package; its own walk would lose automatic numbers, tracked
insertions, content controls and text boxes, and print merged cells twice.
"""

from pipeline.readers.docx.reader import read

__all__ = ["read"]
