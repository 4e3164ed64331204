"""The package as it stands here, and the server that the product's own tests run."""

import sys
from pathlib import Path

CLIENT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CLIENT), str(CLIENT.parents[1] / "Tests" / "Python")]
