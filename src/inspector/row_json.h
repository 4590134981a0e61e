#pragma once

#include "inspector/rows.h"
#include "report/json_line.h"

namespace hookctl::inspector {

/// A capture as an object of the list: what a line of it shows. `position` is its place on the shelf, from 0.
report::Json row_json(const Row& row, std::uint32_t position);

/// The rows at these positions; of one that is not there any more, none.
report::Json rows_json(const Rows& rows, const std::vector<std::uint32_t>& positions);

}  // namespace hookctl::inspector
