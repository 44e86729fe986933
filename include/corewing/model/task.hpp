#pragma once

#include <string>
#include <vector>

namespace corewing::model {

/// A duty of a plan and who carries it: one row of tasks.csv.
struct Task {
    std::string id = {};                   ///< short name
    std::string name = {};                 ///< name as it is shown
    std::string name_local = {};           ///< name in the local language
    std::string action = {};               ///< the programme it belongs to
    std::string lead = {};                 ///< leading body; empty = not known
    std::vector<std::string> support = {}; ///< supporting bodies
    std::string source = {};               ///< where the row comes from, and how sure it is

    bool operator==(const Task&) const = default;
};

} // namespace corewing::model
