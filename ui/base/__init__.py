"""What the features share: the live book, jobs, pages, sections and forms."""
