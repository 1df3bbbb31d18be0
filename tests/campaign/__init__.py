"""Long runs of faults against the vault; ``python -m tests.campaign`` runs all of them."""
