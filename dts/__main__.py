"""`python -m dts` is `dts`."""

import gc

gc.disable()  # a command lives for milliseconds and makes no cycles worth collecting

from dts.cli import run  # noqa: E402

if __name__ == "__main__":
    run()
