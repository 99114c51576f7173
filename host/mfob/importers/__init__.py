"""Other apps' exports: one file an app, one registry; finding out what a file is apart from it."""
