"""The scorers: events against marked passages, relations against a table of sentence, source and target."""
