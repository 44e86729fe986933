#pragma once

#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace corewing::io {

/// The member of a row that a column fills; its type is the column's type.
template <class Row>
using Member = std::variant<std::string Row::*, double Row::*, std::optional<double> Row::*, int Row::*,
                            std::optional<int> Row::*, bool Row::*, std::vector<std::string> Row::*,
                            model::PlaceKind Row::*, model::LayerKind Row::*, model::Role Row::*, model::Sense Row::*>;

template <class Row>
struct Column {
    std::string_view name;
    Member<Row> member;
    bool required = false;         ///< the column must be there and no cell of it empty
    std::string_view meaning;      ///< one line
    std::string_view unit = "";    ///< of a number
    std::string_view blank = "";   ///< what an empty cell means; where nothing is said, the default of the member
    std::string_view example = ""; ///< what to write: "decimal degrees, for example 29.56"
};

} // namespace corewing::io
