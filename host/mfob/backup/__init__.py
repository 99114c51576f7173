"""Backups: the document, its encryption, its file."""
