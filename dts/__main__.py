"""`python -m dts` is `dts`."""

import gc
import sys

gc.disable()  # a command lives for milliseconds and makes no cycles worth collecting


def run() -> None:
    """Entry point of the installed program; a stop while it is still loading is told like any other."""
    try:
        from dts.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng theo yêu cầu. Chưa ghi gì.\n")
        sys.exit(130)
    code = main()
    gc.freeze()  # else Python looks through everything for cycles once more before it leaves: a sixth of `dts status`
    sys.exit(code)


if __name__ == "__main__":
    run()
