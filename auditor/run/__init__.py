"""Runs: from paths and settings to reports, mended files and a pack's test results."""
