#pragma once

#include <optional>
#include <string>

namespace corewing::model {

/// A place that was renamed, merged or split: one row of changes.csv. Figures of earlier years are brought to the
/// places of today.
struct Change {
    int year = 0;                               ///< from which the new place holds
    std::string from = {};                      ///< id of the old place, as earlier figures name it
    std::string to = {};                        ///< id of the new place
    std::optional<double> share = std::nullopt; ///< part that went there; empty = all, or of several not known
    std::string note = {};                      ///< what happened

    bool operator==(const Change&) const = default;
};

} // namespace corewing::model
