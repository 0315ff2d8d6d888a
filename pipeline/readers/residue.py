"""Characters that print nothing and would split words and numbers."""

import re

# Zero-width characters, bidi marks, soft hyphen, byte order marks inside the text.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# All of C0 but tab, line feed, vertical tab, form feed and carriage return; and DEL.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
INVISIBLE_NOTE = "invisible characters left out"
CONTROL_NOTE = "control characters left out"
