"""Tables without upright rules: their columns show in how figures stand below each other."""

from pipeline.readers.layout.aligned.figures import FIGURE
from pipeline.readers.layout.aligned.runs import Rule
from pipeline.readers.layout.aligned.tables import aligned_grids

__all__ = ["FIGURE", "Rule", "aligned_grids"]
