"""Self-evaluation forms as indicator results. Enter by ``results``."""
