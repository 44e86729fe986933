#pragma once

#include <string>
#include <vector>

namespace corewing::model {

/// A duty of a plan and who carries it: one row of tasks.csv.
struct Task {
    std::string id = {};
    std::string name = {};
    std::string name_local = {};
    std::string action = {};               ///< the programme it belongs to
    std::string lead = {};                 ///< leading body; empty = not known
    std::vector<std::string> support = {}; ///< supporting bodies
    std::string source = {};

    bool operator==(const Task&) const = default;
};

} // namespace corewing::model
