#pragma once

#include <optional>
#include <string>

namespace corewing::model {

/// How much of a resource there is to divide: one row of budgets.csv.
struct Budget {
    std::string resource = {};              ///< id of a resource
    std::optional<int> year = std::nullopt; ///< in which it can be used; empty = in any
    double amount = 0.0;                    ///< in the resource's unit, >= 0
    std::string source = {};                ///< where the row comes from, and how sure it is

    bool operator==(const Budget&) const = default;
};

} // namespace corewing::model
