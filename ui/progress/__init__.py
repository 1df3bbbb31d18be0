"""Progress: charts that say what they rest on."""
