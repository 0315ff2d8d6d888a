"""The catalogue's names of metrics, for the views."""

from sqlalchemy import Connection, delete, insert

from extractors.catalogue import load_catalogue
from models.tables import metric


def store_metric_names(connection: Connection) -> None:
    """Write the names of all metrics anew, in the catalogue's order."""
    connection.execute(delete(metric))
    rows = [
        {"code": one.code, "name": one.name, "ordinal": ordinal}
        for ordinal, one in enumerate(load_catalogue().metrics.values(), 1)
    ]
    connection.execute(insert(metric), rows)
