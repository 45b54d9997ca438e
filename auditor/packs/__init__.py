"""Rule packs: TOML to a Rulebook, strictly."""
