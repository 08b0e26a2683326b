"""`python -m namro.site`: the site's commands by themselves."""

from __future__ import annotations

import argparse
import sys

from namro.site.commands import add_commands


def main() -> int:
    """Parse the arguments and run the command."""
    parser = argparse.ArgumentParser(prog="namro")
    add_commands(parser.add_subparsers(required=True, metavar="LỆNH"))
    args = parser.parse_args()
    code: int = args.run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())
