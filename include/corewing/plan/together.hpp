#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who works with whom: the flows of a region, judged as far as they are known.
namespace corewing::plan {

/// Share of the deviance that a gravity model must explain before pairs are called under-used by it.
inline constexpr double carrying_share = 0.5;

/// Two places and what passes between them.
struct PairFlow {
    Index first = 0;       ///< index in the region
    Index second = 0;      ///< index in the region
    double flow = 0.0;     ///< both directions together, as far as known, in the layer's unit
    double expected = 0.0; ///< by the calibrated model; 0 where there is none
};

/// Why flows have no model.
enum class NoModel {
    no,      ///< they have one
    size,    ///< the size of districts is not known
    ways,    ///< no way or distance between districts is known, or two lie at one spot
    too_few, ///< too few pairs are known, or none is above 0
};

/// What it is called in print.
/// @param why  of flows
/// @return "no", "size", "ways" or "too few"
constexpr std::string_view name(NoModel why) {
    constexpr std::array<std::string_view, 4> names{"no", "size", "ways", "too few"};
    return names[base::position(why)];
}

using base::operator<<; // an enumerator prints as its name()

/// One layer of flows.
struct FlowView {
    std::string layer = {};         ///< its id
    std::string name = {};          ///< as it is shown
    std::string unit = {};          ///< of the flows
    bool directed = false;          ///< whether a link holds only from its first place to its second
    bool complete = false;          ///< whether a pair without a link has none
    model::MarkedMatrix flow = {};  ///< all places of the region
    Index known = 0;                ///< directed pairs of districts that are known (undirected: pairs)
    Index pairs = 0;                ///< such pairs in all
    std::vector<Index> silent = {}; ///< districts of which no pair is known
    std::optional<interaction::GravityCalibration> model = {}; ///< on the known pairs of districts with a size
    std::vector<Index> modelled = {};                          ///< rows of the model: indices in the region
    NoModel no_model = NoModel::no;                            ///< why there is none
    bool carries = false;                  ///< whether the model explains enough to call pairs under-used
    std::vector<PairFlow> strongest = {};  ///< of two districts, at most ten, strongest first
    std::vector<PairFlow> under_used = {}; ///< known pairs far below what is expected, furthest first; see together()
    std::vector<PairFlow> outside = {};    ///< of a district and a partner, at most ten, strongest first

    /// What passes between two places in both directions, or in the one that is known.
    /// @param i, j  indices in the region
    /// @return nothing where neither direction is known
    [[nodiscard]] std::optional<double> both_ways(Index i, Index j) const {
        const auto there = flow(i, j), back = flow(j, i);
        if (!there && !back) return std::nullopt;
        if (!directed) return there ? there : back;
        return there.value_or(0.0) + back.value_or(0.0);
    }
};

/// Who works with whom.
struct Together {
    Answer answer = {};                           ///< in words
    std::vector<FlowView> flows = {};             ///< the chosen layers, the one with the greatest weight first
    std::vector<std::string> known_themes = {};   ///< kinds of flows that layers.csv names and links.csv has
    std::vector<std::string> unknown_themes = {}; ///< kinds that it names without a link
};

/// Looks at the flows of a region. Only pairs that are known are compared, with gravity calibrated on them by Poisson
/// maximum likelihood, on size and travel time (or distance). A pair is under-used if
///   expected - observed > 2 sqrt(dispersion expected),  both directions together,
/// and only where the model explains carrying_share of the deviance with a negative effect of distance; elsewhere there
/// is no such list, and the answer says so.
/// @param basis  of the region
/// @return not answered where no chosen layer knows a pair of districts above 0
/// @throws interrupted if the observer asks to stop
/// Complexity O(layers n^2) a step of the fit.
COREWING_ROUTINE
Together together(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/together.hpp"
#endif
