"""Pure functions from text to sections, mentions and observations."""
