"""Labels, headings, names and values, tables of words."""
