"""PDF with text: pypdfium2 for characters, pdfplumber for tables."""

from pipeline.readers.pdf.reader import read

__all__ = ["read"]
