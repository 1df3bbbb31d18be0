"""Speed, measured as DESIGN promises it: ``python -m tests.bench``. Nothing is asserted."""
