// A Parquet or Arrow IPC file, a batch of rows at a time.
#pragma once

#include <arrow/record_batch.h>
#include <arrow/result.h>

#include <memory>
#include <vector>

#include "CArrow.h"
#include "PlainColumns.h"

struct quorum_batch_reader {
    virtual ~quorum_batch_reader() = default;
    virtual std::shared_ptr<arrow::Schema> schema() const = 0;
    /// NULL at the end.
    virtual arrow::Result<std::shared_ptr<arrow::RecordBatch>> next() = 0;
    /// -1 where only reading them tells.
    virtual int64_t row_count() const { return -1; }

    bool started = false;
    std::vector<quorum::PlainColumn> columns;
    std::vector<quorum_column> views;
};
