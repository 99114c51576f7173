"""`python -m mfob` is the command line."""

from mfob.cli.main import main

if __name__ == "__main__":
    main()
