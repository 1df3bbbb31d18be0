"""Sessions: the week against the plan, the ledger, meetings."""
