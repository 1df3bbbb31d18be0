"""Numbers to matplotlib figures. No pyplot, no Qt."""
