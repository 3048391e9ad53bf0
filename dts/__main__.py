"""`python -m dts` is `dts`."""

from dts.cli import run

if __name__ == "__main__":
    run()
