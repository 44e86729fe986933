#pragma once

#include "corewing/base/index.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace corewing::model::detail {

/// Finds a row of a table by its id. A flat table with open addressing: eight bytes for a row and
/// seldom more than one look into memory besides the id itself, which tells in regions of millions of links.
template <class Row>
class IdIndex {
public:
    IdIndex() = default;
    /// @param rows  must outlive the index and stay where they are
    explicit IdIndex(const std::vector<Row>& rows) : rows_(&rows) {
        Index size = 16;
        while (size < 2 * std::ssize(rows)) size *= 2;
        slots_.resize(size);
    }

    /// Notes a row. @return the row that has the same id already, or nothing
    std::optional<std::uint32_t> add(std::uint32_t row) {
        const std::string_view id = (*rows_)[row].id;
        Slot& slot = slots_[place_of(id)];
        if (slot.row != none) return slot.row;
        slot = {row, tag(std::hash<std::string_view>{}(id))};
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const {
        if (slots_.empty()) return std::nullopt;
        const std::uint32_t row = slots_[place_of(id)].row;
        if (row == none) return std::nullopt;
        return row;
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    struct Slot {
        std::uint32_t row = none;
        std::uint32_t tag = 0;
    };

    static std::uint32_t tag(Index hash) { return static_cast<std::uint32_t>(hash >> (sizeof hash * 4)); }

    /// The slot of an id, or the free one where it would stand.
    [[nodiscard]] Index place_of(std::string_view id) const {
        const Index hash = std::hash<std::string_view>{}(id);
        const Index mask = slots_.size() - 1;
        for (Index at = hash & mask;; at = (at + 1) & mask) {
            const Slot& slot = slots_[at];
            if (slot.row == none || (slot.tag == tag(hash) && (*rows_)[slot.row].id == id)) return at;
        }
    }

    const std::vector<Row>* rows_ = nullptr;
    std::vector<Slot> slots_;
};

} // namespace corewing::model::detail
