#pragma once

#include "inspector/marks.h"
#include "inspector/rows.h"
#include "report/json_line.h"

namespace hookctl::inspector {

/// A capture as an object of the list: what a line of it shows. `position` is its place on the shelf, from 0.
report::Json row_json(const Row& row, std::uint32_t position, const Marks& marks);

/// The rows at these positions; of one that is not there any more, none.
report::Json rows_json(const Rows& rows, const std::vector<std::uint32_t>& positions, const Marks& marks);

/// What is expected of an answer, or null.
report::Json expected_json(const std::optional<capture::Expected>& expected);

}  // namespace hookctl::inspector
