"""The weather desk's rules: a pack, and a kind of rule that it needs."""
