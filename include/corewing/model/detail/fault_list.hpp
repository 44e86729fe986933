#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/detail/id_index.hpp"
#include "corewing/model/detail/names.hpp"
#include "corewing/model/tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// How many faults are told in full; the rest are only counted.
inline constexpr Index most_faults = 20;

/// Collects what is wrong with rows, and knows the checks that several tables need.
template <class = void>
class FaultList {
public:
    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
    [[nodiscard]] Index count() const { return count_; }

protected:
    template <class Remedy>
    void fault(std::string_view column, std::string_view value, std::string_view text, Remedy&& remedy) {
        if (++count_ > most_faults) return;
        std::string how;
        if constexpr (std::is_invocable_v<Remedy>) // a suggestion is searched only where it is shown
            how = remedy();
        else
            how = remedy;
        faults_.push_back(
            {std::string(table_), row_, std::string(column), std::string(value), std::string(text), std::move(how)});
    }

    static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

    /// Calls check(row) for every row, with table and row noted for the faults.
    template <class Rows, class Check>
    void each(std::string_view table, const Rows& rows, Check&& check) {
        table_ = table;
        for (row_ = 0; row_ < std::ssize(rows); ++row_) check(rows[row_]);
    }

    void check_id(std::string_view column, std::string_view id) {
        if (id.empty())
            fault(column, id, "is empty", "give every row a name of its own");
        else if (const std::string_view wrong = base::detail::id_fault(id); !wrong.empty())
            fault(column, id, quoted(id) + ' ' + std::string(wrong),
                  wrong.ends_with("UTF-8") ? "convert the text to UTF-8" : "take it out");
        else if (id.find(';') != std::string_view::npos)
            fault(column, id, quoted(id) + " has a semicolon, which separates ids in a list", "use another sign");
    }

    /// Texts that are shown one day: a terminal would obey a control character.
    void check_text(std::string_view column, std::string_view text) {
        if (base::detail::has_control(text))
            fault(column, text, quoted(text) + " has a control character", "take it out");
    }

    template <class Row>
    IdIndex<Row> ids(std::string_view table, const std::vector<Row>& rows) {
        IdIndex<Row> index(rows);
        each(table, rows, [&](const Row& row) {
            check_id("id", row.id);
            if (const auto first = index.add(static_cast<std::uint32_t>(row_)))
                fault("id", row.id, quoted(row.id) + " stands twice, first in row " + std::to_string(*first + 1),
                      "give every row an id of its own");
        });
        return index;
    }

    template <class Row>
    std::optional<std::uint32_t> refer(const IdIndex<Row>& index, const std::vector<Row>& rows, std::string_view column,
                                       std::string_view id, std::string_view table) {
        if (const auto found = index.find(id)) return found;
        fault(column, id, quoted(id) + " is not in " + std::string(table) + ".csv",
              [&] { return suggestion(id, rows, table); });
        return std::nullopt;
    }

    void check_range(std::string_view column, std::optional<double> value, double low, double high,
                     std::string_view remedy) {
        if (!value) return;
        if (std::isfinite(*value) && *value >= low && *value <= high) return;
        fault(column, base::to_text(*value), base::to_text(*value) + " is out of range", std::string(remedy));
    }

    /// >= 0, where infinity means unknown or unlimited.
    void check_open(std::string_view column, double value) {
        if (value >= 0.0) return;
        fault(column, base::to_text(value), base::to_text(value) + " is out of range",
              "write a number that is not negative, or leave the cell empty");
    }

    /// Rows that say the same thing twice. `key` gives what may stand only once.
    template <class Rows, class Key>
    void check_unique(std::string_view table, const Rows& rows, std::string_view column, Key&& key) {
        std::vector<Index> order(rows.size());
        std::iota(order.begin(), order.end(), Index{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](Index a, Index b) { return key(rows[a]) < key(rows[b]); });
        std::vector<std::pair<Index, Index>> twins;
        for (Index i = 1; i < std::ssize(order); ++i)
            if (key(rows[order[i - 1]]) == key(rows[order[i]])) twins.emplace_back(order[i], order[i - 1]);
        std::sort(twins.begin(), twins.end());
        table_ = table;
        for (const auto& [second, first] : twins) {
            row_ = second;
            fault(column, "", "says again what row " + std::to_string(first + 1) + " says", "keep one of the two");
        }
    }

    /// Notes the table and row that the next faults are about.
    void at(std::string_view table, Index row) {
        table_ = table;
        row_ = row;
    }
    /// The row that each() is at.
    [[nodiscard]] Index row() const { return row_; }

private:
    std::vector<Fault> faults_;
    Index count_ = 0;
    std::string_view table_;
    Index row_ = 0;
};

} // namespace corewing::model::detail
