"""The command line: one module a command, argument handling only; `main` is the door."""
