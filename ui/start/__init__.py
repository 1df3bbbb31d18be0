"""Before a journal is open: unlock, create, recover, the guide."""
