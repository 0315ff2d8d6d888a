"""What is handed on: workbook, tables, briefing, letter, marked copies."""
