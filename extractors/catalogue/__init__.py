"""What reports measure: metrics, their wordings, formulas and dimensions, kept as data.

The files in ``data/`` say everything; this package loads, checks and searches them. Users
add metrics and wordings in a file of their own (``load_catalogue``).
"""

from extractors.catalogue.entries import (
    Dimension,
    Grade,
    Metric,
    ValueKind,
    Variant,
    Wording,
)
from extractors.catalogue.errors import CatalogueError
from extractors.catalogue.formula import Formula, Operand
from extractors.catalogue.load import load_catalogue
from extractors.catalogue.store import Catalogue
from extractors.catalogue.words import normalise

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Dimension",
    "Formula",
    "Grade",
    "Metric",
    "Operand",
    "ValueKind",
    "Variant",
    "Wording",
    "load_catalogue",
    "normalise",
]
