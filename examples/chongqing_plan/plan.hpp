#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/model/diagnose.hpp"
#include "corewing/model/stated_roles.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/coupling.hpp"

#include "candidates.hpp"
#include "figures.hpp"
#include "proposal.hpp"

#include <optional>
#include <string>
#include <vector>

using corewing::Index;

namespace chongqing {

/// A layout of the folder, held against the pattern of one core, two wings and many points.
struct LayoutFit {
    corewing::model::StatedRoles layout = {};
    corewing::layout::Fit fit = {};
};

/// What a target asked and what was seen.
struct TargetCheck {
    corewing::model::Target target = {};
    std::string name = {};
    std::string unit = {};
    std::optional<corewing::model::Observation> outcome = std::nullopt; ///< first one of the target's year or later
    std::optional<corewing::model::Observation> earlier = std::nullopt; ///< last one before it
    [[nodiscard]] bool met() const {
        return outcome && (target.sense == corewing::model::Sense::at_least ? outcome->value >= target.target
                                                                            : outcome->value <= target.target);
    }
};

/// Rules of the illustrative division. They are ours, not the city's.
struct DivisionRules {
    double budget = 296.0;         ///< 100 million yuan
    double place_floor = 1.0;      ///< 100 million yuan
    double place_cap = 36.0;       ///< 100 million yuan
    double northeast_floor = 60.0; ///< 100 million yuan
    double southeast_floor = 24.0; ///< 100 million yuan
};

/// Everything the program has to say; printing and drawing only read it.
struct Plan {
    Assumptions assumptions = {};
    DivisionRules rules = {};
    corewing::base::Findings doubts = {};
    Figures figures = {};
    corewing::indicator::Composite index = {};                 ///< rows: districts
    corewing::scoring::CouplingDegree coupling = {};           ///< rows: districts
    std::vector<std::string> subsystems = {};                  ///< columns of the levels
    Eigen::MatrixXd levels = {};                               ///< districts x subsystems
    corewing::scoring::Collaboration collaboration = {};       ///< between districts
    std::vector<corewing::scoring::PairScore> strongest = {};  ///< numbers of districts
    std::vector<corewing::scoring::PairScore> under_used = {}; ///< farther apart than one city
    std::vector<LayoutFit> layouts = {};
    Proposal proposal = {};                           ///< points that no public text names; rows: figures.places
    corewing::allocation::FairDivision division = {}; ///< rows: figures.places
    std::vector<corewing::allocation::Group> clusters = {};
    std::vector<TargetCheck> targets = {};
    std::vector<Candidate> candidates = {}; ///< SYNTHETIC

    /// Place index of a district's row number, and of a division's row number.
    [[nodiscard]] Index district(Index row) const {
        return figures.districts[row];
    }
    [[nodiscard]] Index place(Index row) const {
        return figures.places[row];
    }
};

/// The whole analysis, from the region to every number of the plan.
Plan make_plan(const corewing::model::Region& region);

} // namespace chongqing
