"""Files for other programs, out and in: JSON, CSV, iCalendar."""
