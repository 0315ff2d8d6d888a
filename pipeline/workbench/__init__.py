"""The web workbench: read, compare, correct, hand on. In Chinese, on 127.0.0.1."""
