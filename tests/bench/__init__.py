"""Speed, measured as DESIGN promises it: ``python -m tests.bench``. Nothing is asserted."""

PASSPHRASE = "a passphrase for measuring"  # here, so that a probe imports nothing but itself
