"""Pages of placed lines and tables laid out as one document, whatever format they came in."""
