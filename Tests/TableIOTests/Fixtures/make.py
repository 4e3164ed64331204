"""Makes the files of this folder with pyarrow: every Arrow type that a table may come with.

    .venv/bin/python Tests/TableIOTests/Fixtures/make.py
"""

import datetime
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

here = Path(__file__).parent
utc = datetime.timezone.utc
moment = datetime.datetime(2024, 2, 29, 12, 30, 15, 250000)
columns = {
    "int8": pa.array([1, None, -3], pa.int8()),
    "uint32": pa.array([1, None, 4294967295], pa.uint32()),
    "uint64": pa.array([1, None, 18446744073709551615], pa.uint64()),
    "half": pa.array([0.5, None, -2.0], pa.float32()).cast(pa.float16()),
    "float": pa.array([0.25, None, -2.0], pa.float32()),
    "bool": pa.array([True, None, False]),
    "null": pa.nulls(3),
    "string": pa.array(["été", None, ""]),
    "large_string": pa.array(["été", None, ""], pa.large_string()),
    "string_view": pa.array(["a string longer than twelve bytes", None, ""], pa.string_view()),
    "binary": pa.array([b"\x00\xff", None, b""]),
    "fixed": pa.array([b"ab", None, b"cd"], pa.binary(2)),
    "dictionary": pa.array(["x", None, "x"]).dictionary_encode(),
    "date": pa.array([moment.date(), None, moment.date()]),
    "timestamp": pa.array([moment, None, moment], pa.timestamp("ms")),
    "zoned": pa.array([moment.replace(tzinfo=utc)] * 2 + [None], pa.timestamp("us", "Europe/Paris")),
    "duration": pa.array([datetime.timedelta(seconds=90), None, datetime.timedelta(0)]),
    "decimal": pa.array([decimal.Decimal("12.50"), None, decimal.Decimal("-0.01")]),
    "list": pa.array([[1, None], None, []], pa.list_(pa.int32())),
    "strings": pa.array([["a\"b", "c\n"], None, ["é"]], pa.large_list(pa.string())),
    "pair": pa.array([[1.5, 2.0], None, [0.1, 1e300]], pa.list_(pa.float64(), 2)),
    "struct": pa.array([{"a": 1, "b": {"c": [True]}}, None, {"a": None, "b": None}]),
    "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "audio": pa.array(
        [{"bytes": b"fLaC", "path": "1.flac"}, None, {"bytes": b"", "path": None}],
        pa.struct([("bytes", pa.binary()), ("path", pa.string())]),
    ),
}
table = pa.table(columns)
with pa.ipc.new_file(here / "types.arrow", table.schema) as file:
    file.write_table(table)
with pa.ipc.new_stream(here / "types-stream.arrow", table.schema) as stream:
    stream.write_table(table, max_chunksize=2)
with pa.ipc.new_stream(here / "no-batches.arrow", table.schema) as stream:
    pass
pq.write_table(table.drop_columns(["string_view"]), here / "types.parquet", row_group_size=2)

# Parquet has no run ends.
runs = pa.RunEndEncodedArray.from_arrays
numbers = runs(pa.array([2, 3, 6], pa.int16()), pa.array([7, None, -1], pa.int32()))
texts = runs(pa.array([1, 4, 6], pa.int64()), pa.array(["été", "", None], pa.string_view()))
encoded = {
    "number": numbers,
    "real": runs([4, 6], pa.array([0.5, 2.0], pa.float32())),
    "text": texts,
    "flag": runs([5, 6], pa.array([True, False])),
    "binary": runs([5, 6], pa.array([b"\x00", b"\xff\x01"])),
    "date": runs([5, 6], pa.array([moment.date(), None])),
    "dictionary": runs([5, 6], pa.array(["x", "y"]).dictionary_encode()),
    "list": runs([1, 6], pa.array([[1], [2, None]])),
    "struct": pa.StructArray.from_arrays([numbers, texts], ["n", "t"]),
    "lists": pa.ListArray.from_arrays([0, 2, 2, 3, 4, 5, 6], texts),
}
batch = pa.record_batch(encoded)
with pa.ipc.new_file(here / "runs.arrow", batch.schema) as file:
    file.write_batch(batch.slice(0, 1))
    file.write_batch(batch.slice(1, 4))
    file.write_batch(batch.slice(5, 1))
