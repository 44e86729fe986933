#pragma once

#include "corewing/base/index.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model {

/// The places that a column or a matrix stands on, by id: so an error can name the place it is about, numbers of
/// different places are not mixed, and nothing is picked twice. Copies share the ids.
class PlaceIds {
public:
    /// Not told; errors then number the places from 0.
    PlaceIds() = default;

    /// @param ids       one a row
    /// @param selected  whether they were picked out of a region, as by a Selection
    explicit PlaceIds(std::vector<std::string> ids, bool selected = false)
        : ids_(std::make_shared<const std::vector<std::string>>(std::move(ids))), selected_(selected) {}

    /// Whether the ids are told.
    [[nodiscard]] bool told() const noexcept { return ids_ != nullptr; }

    /// Whether the places were picked out of a region.
    [[nodiscard]] bool selected() const noexcept { return selected_; }

    /// Number of ids; 0 where they are not told.
    [[nodiscard]] Index size() const noexcept { return ids_ ? std::ssize(*ids_) : 0; }

    /// The id of a row, or its number where ids are not told. The row is not checked.
    [[nodiscard]] std::string id(Index row) const { return ids_ ? (*ids_)[row] : std::to_string(row); }

    /// The first row with different ids, or -1 where there is none, or where one of the two is not told.
    /// @param other  the places of another column or matrix
    /// @return a row, or -1
    /// Complexity O(1) for columns made of one another, else O(n).
    [[nodiscard]] Index first_difference(const PlaceIds& other) const {
        if (!ids_ || !other.ids_ || ids_ == other.ids_) return -1;
        for (Index row = 0; row < size() || row < other.size(); ++row)
            if (row >= size() || row >= other.size() || (*ids_)[row] != (*other.ids_)[row]) return row;
        return -1;
    }

private:
    std::shared_ptr<const std::vector<std::string>> ids_ = {};
    bool selected_ = false;
};

} // namespace corewing::model
