#pragma once

#include <optional>
#include <string>

namespace corewing::model {

/// Something to be divided: one row of resources.csv.
struct Resource {
    std::string id = {};                        ///< short name
    std::string name = {};                      ///< name as it is shown
    std::string name_local = {};                ///< name in the local language
    std::string unit = {};                      ///< of the total and of every amount
    std::optional<double> total = std::nullopt; ///< >= 0; empty = not known
    std::string source = {};                    ///< where the row comes from, and how sure it is

    bool operator==(const Resource&) const = default;
};

} // namespace corewing::model
