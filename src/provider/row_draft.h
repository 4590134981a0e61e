#pragma once

#include <optional>

#include "provider/row_members.h"
#include "provider/user_scheme.h"

namespace hookctl::provider {

/// A user's row as it grows.
struct RowDraft {
  Provider row;
  UserScheme scheme;
  std::vector<RowValue> schemes = {};  // where the row has several
  RowStore& store;
  std::vector<Marks> marks = {};  // where the row says itself how it is recognised
};

/// The members `delivery` and `retry`: which answers count, and when the next attempt is made.
Result<void> read_delivery(RowDraft& draft, const RowValue& value);
Result<void> read_retry(RowDraft& draft, const RowValue& value);

/// The members `dedupe` and `event`: where the normalised event is read from; and the sample deliveries.
Result<void> read_dedupe(RowDraft& draft, const RowValue& value);
Result<void> read_event_paths(RowDraft& draft, const RowValue& value);
Result<void> read_samples(RowDraft& draft, const RowValue& value);

}  // namespace hookctl::provider
