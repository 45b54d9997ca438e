"""auditor: a linter for translated and wire-derived news articles."""
