"""Questions to the database: SQL, full-text search, a report shown, words not understood."""
