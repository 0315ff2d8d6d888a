"""Speed as ratios against named baselines, measured in the same run on the same files.

``make bench`` prints one table. Nothing here runs in the tests: timings never decide a test.
"""
