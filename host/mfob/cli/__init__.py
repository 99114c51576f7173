"""The command line: prompts, tables, exit codes. No protocol in here."""
