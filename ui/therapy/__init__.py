"""For therapy: talking points, visits, and the summary."""
