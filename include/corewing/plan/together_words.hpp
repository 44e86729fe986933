#pragma once

#include <string>

namespace corewing::plan {

/// What the answer to "who works with whom" says.
struct TogetherWords {
    std::string title = "TOGETHER"; ///< its head
    std::string no_flows = "no layer of flows has figures"; ///< why it is not answered
    std::string need_flows =
        "links.csv with one layer of flows between districts (layers.csv: kind = flow), complete = true if it is"; ///< see its text
    std::string need_size = "observations.csv with the size of every district (people or output)"; ///< a need
    std::string need_ways = "coordinates in places.csv, or a layer of routes with hours or lengths"; ///< a need
    std::string need_complete = "a table of {flow} that is complete (layers.csv: complete = true)"; ///< a need
    std::string need_better = "trips, commuters or money between districts: flows that follow size and distance"; ///< a need
    std::string follows = "{flow}: size and distance explain most of it; {n} stay far below what they would lead one to "
                          "expect, {first} first."; ///< sentence, with under-used pairs
    std::string follows_all = "{flow}: size and distance explain most of it, and no pair stays far below."; ///< see its text
    std::string follows_not = "{flow} follows other things than size and distance, so there is no list of under-used "
                              "pairs; the strongest link is {first}."; ///< see its text
    std::string only_strongest = "{flow}: the strongest link is {first}."; ///< where no model can be fitted
    std::string why_fit = "a gravity model explains {share} of what differs between {n}, and misses by {times} what "
                          "chance would do"; ///< see its text
    std::string why_no_model = "no model was fitted: {why}"; ///< see its text
    std::string too_few = "too few pairs are known"; ///< see its text
    std::string no_size = "the size of districts is not known"; ///< see its text
    std::string no_ways = "no way or distance between districts is known"; ///< see its text
    std::string rests_on = "{flow}{unit}: {n} of {all}, {places} of {districts}"; ///< see its text
    std::string model = "model: {size} ^ {a} and {b}, {way} ^ {g}"; ///< exponents of origin, destination, deterrence
    std::string by_time = "hours"; ///< see its text
    std::string by_length = "distance"; ///< see its text
    std::string strongest = "strongest: {pairs}"; ///< see its text
    std::string under_used = "far below what is expected: {pairs}"; ///< see its text
    std::string pair_value = "{a} - {b} {value}";           ///< one pair in a list
    std::string pair_expected = "{a} - {b} {value}, expected {expected}"; ///< one under-used pair in a list
    std::string not_judged = "not judged: {names}, which have no pair in the table"; ///< see its text
    std::string outside = "outside: {pairs}"; ///< see its text
    std::string outside_first = "outside: {pairs}; the strongest link of all leads out of the region"; ///< see its text
    std::string flows_known = "flows the plan names: figures for {known}; none for {unknown}"; ///< see its text
    std::string flows_all = "flows the plan names: figures for all of {known}"; ///< see its text
    std::string none = "none"; ///< see its text
};

} // namespace corewing::plan
