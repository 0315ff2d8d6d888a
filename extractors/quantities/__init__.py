"""Every quantity of running prose: numeral, unit, bound, change, goal. Enter by ``mentions``."""
