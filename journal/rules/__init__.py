"""Clinical and sharing rules, each written once."""
