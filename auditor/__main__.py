"""`python -m auditor`: the same as the command `auditor`."""

from auditor.cli.app import entry

if __name__ == "__main__":
    entry()
