"""python -m namro"""

import sys

from namro.cli import main

sys.exit(main())
