// Arrow and Parquet have C++ headers only; CArrow includes them. This module carries their link and compiler flags.
