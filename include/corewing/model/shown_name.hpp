#pragma once

#include <string>

namespace corewing::model {

/// What a row is called in print: its name, or its id where it has none.
/// @param row  with `id` and `name`: a place, a layer, an indicator, an industry, a resource, a cluster, a task
/// @return one of the two, as long as the row lives
template <class Row>
const std::string& shown_name(const Row& row) {
    return row.name.empty() ? row.id : row.name;
}

} // namespace corewing::model
