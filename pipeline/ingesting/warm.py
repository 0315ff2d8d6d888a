"""Importing this module loads everything an analysis needs.

The process that workers are forked from imports it, once: spaCy, the catalogue and the
patterns take seconds to load, which every new worker would spend again.
"""

from contextlib import suppress

from pipeline.analyse import analyse_text

# A fault of the analysis is reported with the file it happens on, not here.
with suppress(Exception):
    analyse_text("一、部门概况\n（一）2024年度预算2538.12万元，在职人员68人。")
