"""Files by which a user adds to what Jixiao knows, named by environment variables.

Each variable holds paths, parted as in ``PATH``. Wordings and metrics are read by
``extractors.catalogue``, audit rules by ``pipeline.audit.rulebook``, readers of formats by
``pipeline.readers.formats``, named queries by ``models.queries``.
"""

import os

CATALOGUE = "JIXIAO_CATALOGUE"
"""YAML files of metrics and wordings."""

RULES = "JIXIAO_RULES"
"""YAML files of audit rules."""

READERS = "JIXIAO_READERS"
"""Python files, each with a ``FORMAT`` and its ``read``."""

QUERIES = "JIXIAO_QUERIES"
"""Folders of ``.sql`` files."""


def own_files(variable: str) -> tuple[str, ...]:
    """The paths that an environment variable names; none where it is not set.

    >>> os.environ["JIXIAO_EXAMPLE"] = os.pathsep.join(["a.yaml", "b.yaml"])
    >>> own_files("JIXIAO_EXAMPLE"), own_files("JIXIAO_UNSET")
    (('a.yaml', 'b.yaml'), ())
    """
    return tuple(filter(None, os.environ.get(variable, "").split(os.pathsep)))
