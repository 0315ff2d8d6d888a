"""Forms whose tables an exporter flattened to text, made tables again. Enter by ``rebuild``."""
