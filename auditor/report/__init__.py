"""Reports: one output format a module. Each takes the reports of a run, with their sources, and gives text for stdout."""
