#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/choices.hpp"
#include "corewing/plan/figures.hpp"
#include "corewing/plan/words.hpp"

#include <Eigen/Core>

#include <optional>
#include <string_view>

namespace corewing::plan {

/// How far places lie from each other.
enum class Way {
    none,     ///< nothing is known
    time,     ///< hours along the chosen routes
    distance, ///< hours at the chosen speed along great circles, as no route is known
};

/// What all questions of a plan need of a region, made once.
struct Basis {
    model::Region region;                   ///< whose plan it is
    Choices choices = {};                   ///< what was chosen
    Words words = {};                       ///< what it says
    model::Selection districts;             ///< the territory: rows of most answers
    std::optional<model::Column> size = {}; ///< how large each place of the region is; nothing where no figures are
    double size_error = 0.0;                ///< of its filled figures, see Figures::error
    Way way = Way::none;                    ///< what `hours` are
    Eigen::MatrixXd hours = {};             ///< places x places; infinite = not known or no way; empty with Way::none
    base::Findings findings = {};           ///< met on the way
    base::Observer observer = {};           ///< progress, and a way to stop

    /// The names of places of the region in a sentence.
    /// @param places  indices in the region
    /// @param most    how many are named
    /// @return "" for none
    [[nodiscard]] std::string names(const std::vector<Index>& places, Index most = 12) const {
        std::vector<std::string> all;
        for (const Index place : places) all.push_back(name(place));
        return listed(all, most, words.common.last, words.common.more);
    }
    /// The name of a place of the region, or its id where it has none.
    /// @param place  index in the region
    /// @return as it is shown
    [[nodiscard]] const std::string& name(Index place) const {
        const model::Place& its = region.place(place);
        return model::shown_name(its);
    }
};

/// Everything about a region that the questions share.
/// @param region   any
/// @param choices  as of choices(region), or changed
/// @param words    English, or a table of the caller's
/// @param observer told of progress, may stop
/// @return districts, sizes, ways; where one is not known a finding says so
/// @throws unknown_name for a choice that the region does not have
/// @throws interrupted if the observer asks to stop
/// Complexity O(n^2 + n links log n) for the ways.
COREWING_ROUTINE
Basis basis(const model::Region& region, const Choices& choices, const Words& words = {},
            const base::Observer& observer = {});

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/basis.hpp"
#endif
