"""`python -m dts` is `dts`."""

import gc
import signal
import sys

gc.disable()  # a command lives for milliseconds and makes no cycles worth collecting


def run() -> None:
    """Entry point of the installed program; a stop while it is still loading is told like any other."""
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        from dts.cli import main

        code = main(last=True)
    except KeyboardInterrupt:  # before `main` was ready to be asked
        sys.stderr.write("\nĐã dừng theo yêu cầu. Chưa ghi gì.\n")
        sys.exit(130)
    if "duckdb" not in sys.modules:  # at the end it lists on stderr whatever of it was not taken apart
        gc.freeze()  # else Python looks through everything for cycles once more as it leaves: a sixth of `dts status`
    sys.exit(code)


if __name__ == "__main__":
    run()
