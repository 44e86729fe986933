#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace corewing::plan {

/// A layer of flows, and how much it counts beside the others.
struct FlowChoice {
    std::string layer = {}; ///< id of a layer
    double weight = 1.0;    ///< relative to the other layers, > 0

    bool operator==(const FlowChoice&) const = default;
};

/// What a plan has to choose before it can be made. choices() derives each from the folder and lets plan.csv overrule
/// it; a program may change any field before it calls make().
struct Choices {
    std::string title = {};               ///< head of the plan; plan.csv: title
    std::optional<int> year = {};         ///< of the figures; none = the latest of each; plan.csv: year
    std::string size = {};                ///< indicator that says how large a place is; "" = none; plan.csv: size
    std::string index = {};               ///< root of the indicator tree for the standing; "" = none; plan.csv: index
    std::vector<FlowChoice> flows = {};   ///< layers that show who works with whom; plan.csv: flows = trips;trains=0.5
    std::vector<std::string> routes = {}; ///< layers along which one travels; plan.csv: routes = road;rail
    double speed_kmh = 60.0;              ///< where only a length is known, in (0, 1e4]; plan.csv: speed_kmh
    std::string resource = {};     ///< what is divided; "" = every one with an amount; plan.csv: division.resource
    std::string need = {};         ///< indicator by which it is divided; "" = size; plan.csv: division.need
    double alpha = 1.0;            ///< equality, as FairDivisionOptions::alpha; plan.csv: division.alpha
    double lambda = 0.5;           ///< capability against links, as RoleOptions::capability_weight; roles.lambda
    std::uint64_t seed = 1;        ///< of all chance; plan.csv: seed
    std::string map_source = {};   ///< where the outlines come from, printed under the map; plan.csv: map.source
    std::string map_approval = {}; ///< their approval number 审图号, printed under the map; plan.csv: map.approval
    std::map<std::string, std::string> questions =
        {};                       ///< the folder's own words on a question; plan.csv: question.NAME
    base::Findings findings = {}; ///< how each was derived
};

/// The choices for a region.
///
/// Title: the region's name. Size: the indicator in the region's currency, else in people, that is known for most
/// districts in its best year; ties go to the latest year, then to the first id. Index: the root with most measured
/// leaves. Flows: all layers of kind flow with a link. Routes: all layers of kind route with a link that has hours or a
/// length. What plan.csv says goes before all of that.
/// @param region  any
/// @return choices, each with a finding that says how it came about; an index, size or flow that is not there stays
///         empty
/// @throws bad_data for a key of plan.csv that is not known (with the nearest one), or a value that does not fit
/// @throws unknown_name with the nearest id for an indicator, layer or resource that the region does not have
/// Complexity O(rows log rows).
COREWING_ROUTINE
Choices choices(const model::Region& region);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/choices.hpp"
#endif
