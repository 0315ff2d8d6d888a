"""The commands, one file each; ``pipeline.cli`` finds them by their names."""
