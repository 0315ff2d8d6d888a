"""Lists that people keep beside the reports, and files of their own that add to the program."""
