#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/region.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A label for each place: the cluster it belongs to, its group, its class.
///
///     const auto clusters = model::labels(region, &Place::cluster);
///     for (Index label = 0; label < clusters.count(); ++label)
///         std::cout << clusters.name(label) << ": " << clusters.places(label).size() << " places\n";
///     const auto halves = model::labels({"north", "south", "", "north"}); // a blank is no label
namespace corewing::model {

/// The names of some groups, ascending, and for each place the one it belongs to, or -1 for none. Wherever
/// groups go in or come out, they are Labels.
class Labels {
public:
    /// No place and no label.
    Labels() = default;

    /// @param names     one a label, ascending, none twice, none blank
    /// @param of_place  one a place: the position of its label in names, or -1
    /// @throws bad_value naming the first name out of order, or the first place with a label that is not there
    Labels(std::vector<std::string> names, std::vector<Index> of_place)
        : names_(std::move(names)), of_place_(std::move(of_place)) {
        for (Index i = 0; i < count(); ++i)
            if (names_[i].empty() || (i > 0 && names_[i] <= names_[i - 1]))
                throw base::bad_value('"' + names_[i] + "\" is blank, out of order or there twice",
                                      {.field = "names[" + std::to_string(i) + "]",
                                       .value = names_[i],
                                       .remedy = "give names in ascending order"});
        for (Index i = 0; i < size(); ++i)
            if (of_place_[i] < -1 || of_place_[i] >= count())
                throw base::bad_value(
                    std::to_string(of_place_[i]) + " is not in [-1, " + std::to_string(count() - 1) + "]",
                    {.field = "of_place[" + std::to_string(i) + "]", .value = std::to_string(of_place_[i])});
    }

    /// Number of places.
    [[nodiscard]] Index size() const noexcept { return std::ssize(of_place_); }

    /// Number of labels.
    [[nodiscard]] Index count() const noexcept { return std::ssize(names_); }

    /// The label of a place, in [0, count()), or -1 for none. The place is not checked.
    /// @param place  in [0, size())
    /// @return its label
    [[nodiscard]] Index operator[](Index place) const { return of_place_[place]; }

    /// The labels of all places.
    [[nodiscard]] const std::vector<Index>& of_place() const noexcept { return of_place_; }

    /// The name of a label; "" for -1. The label is not checked.
    /// @param label  in [-1, count())
    /// @return empty for -1
    [[nodiscard]] std::string_view name(Index label) const { return label < 0 ? std::string_view() : names_[label]; }

    /// The names of all labels, ascending.
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

    /// The label of a name.
    /// @param name  one of names()
    /// @return in [0, count())
    /// @throws unknown_name naming those there are
    /// Complexity O(log count).
    [[nodiscard]] Index label(std::string_view name) const {
        const auto found = std::lower_bound(names_.begin(), names_.end(), name);
        if (found != names_.end() && *found == name) return found - names_.begin();
        throw base::unknown_name('"' + std::string(name) + "\" is not among the labels",
                                 {.field = "label",
                                  .value = std::string(name),
                                  .remedy = "there " + std::string(count() == 1 ? "is " : "are ") +
                                            (names_.empty() ? "none" : detail::in_words(names_))});
    }

    /// The places with a label (or, for -1, without any).
    /// @param label  in [-1, count())
    /// @return indices, ascending
    /// Complexity O(size).
    [[nodiscard]] std::vector<Index> places(Index label) const {
        std::vector<Index> found;
        for (Index i = 0; i < size(); ++i)
            if (of_place_[i] == label) found.push_back(i);
        return found;
    }

    bool operator==(const Labels&) const = default;

private:
    std::vector<std::string> names_ = {};
    std::vector<Index> of_place_ = {};
};

/// Labels from words.
/// @param by_place  one a place; blank = none
/// @return names ascending, a label for each place
/// Complexity O(n log n).
COREWING_ROUTINE
Labels labels(const std::vector<std::string>& by_place);

/// Labels from a text of the places, such as &Place::cluster.
/// @param region  whose places
/// @param text  pointer to a text member of Place
/// @return one a place, in the order of the region; blank = none
/// Complexity O(n log n).
COREWING_ROUTINE
Labels labels(const Region& region, std::string Place::*text);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/labels.hpp"
#endif
