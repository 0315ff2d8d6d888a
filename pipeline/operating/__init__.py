"""What an operator runs: nights, schedules, run records, backups, copies, verification."""
