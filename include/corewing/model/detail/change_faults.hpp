#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/bad_tables.hpp"
#include "corewing/model/detail/fault_list.hpp"
#include "corewing/model/detail/validate.hpp"
#include "corewing/model/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace corewing::model::detail {

/// What is wrong with changes, and with figures that do not fit them.
template <class = void>
class ChangeFaults : public FaultList<> {
public:
    explicit ChangeFaults(const Tables& tables) {
        for (const Place& place : tables.places) today_.insert(place.id);
        std::map<std::pair<int, std::string>, double> shares;
        for (const Change& change : tables.changes) {
            const auto [last, is_new] = last_.emplace(change.from, change.year);
            if (!is_new) last->second = std::max(last->second, change.year);
            if (change.share) shares[{change.year, change.from}] += *change.share;
        }
        each("changes", tables.changes, [&](const Change& change) {
            if (!is_place(change.to, change.year))
                fault("to", change.to, quoted(change.to) + " is no place after " + std::to_string(change.year),
                      "name a place of places.csv, or one that changes later");
            if (const auto sum = shares.find({change.year, change.from});
                sum != shares.end() && base::above(sum->second, 1.0)) {
                fault("share", base::to_text(sum->second),
                      "the shares of " + quoted(change.from) + " sum to " + base::to_text(sum->second),
                      "let them sum to 1 at most");
                shares.erase(sum); // told once
            }
        });
        each("observations", tables.observations, [&](const Observation& o) { check_series(o.place, o.year); });
        each("output", tables.output, [&](const Output& o) { check_series(o.place, o.year); });
    }

private:
    std::set<std::string> today_;
    std::map<std::string, int> last_; // the last year in which a place changes

    /// Whether a place is there in a year and after it: today's, or one that changes later.
    [[nodiscard]] bool is_place(const std::string& id, int year) const {
        const auto found = last_.find(id);
        return today_.contains(id) || (found != last_.end() && found->second > year);
    }

    void check_series(const std::string& place, int year) {
        const auto found = last_.find(place);
        if (found == last_.end() || is_place(place, year)) return;
        fault("place", place, quoted(place) + " is gone since " + std::to_string(found->second), "name the new place");
    }
};

/// @throws bad_tables, where tables do not fit each other or their changes
template <class = void>
void check_changes(const Tables& tables) {
    Tables then = tables; // with the places that are gone
    std::set<std::string> ids;
    for (const Place& place : tables.places) ids.insert(place.id);
    for (const Change& change : tables.changes)
        if (!change.from.empty() && ids.insert(change.from).second) then.places.push_back({.id = change.from});
    const Validation<> rows(then);
    if (rows.count() > 0) throw bad_tables(rows.faults(), rows.count());
    const ChangeFaults<> faults(tables);
    if (faults.count() > 0) throw bad_tables(faults.faults(), faults.count());
}

} // namespace corewing::model::detail
