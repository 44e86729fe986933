#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "who is core, wing and point" says.
struct RolesWords {
    std::string title = "ROLES";                      ///< its head
    std::string no_layout = "no layout names a core"; ///< why it is not answered
    std::string need_layout =
        "layouts.csv with core and wings of a layout; patterns.csv with the number of its points"; ///< need
    std::string no_links = "neither links nor sizes and ways of its places are known";     ///< why it is not answered
    std::string need_links = "a complete layer of flows, or sizes, coordinates or routes"; ///< a need
    std::string sentence = "{layout}: {core} as core{wings}: {rank}{points}."; ///< sentence, the first layout
    std::string wings = " with {names} as wings";                              ///< in it
    std::string rank_first = "no other choice suits the links better";         ///< in it
    std::string rank_among = "{better} of {all} choices of core and wings suit the links better";     ///< in it
    std::string rank_sample = "about {share} of all choices of core and wings suit the links better"; ///< in it
    std::string sought = "; of {n} points not named {sure} are sure";                                 ///< in it
    std::string why_modelled =
        "links are made from size and {way}, so large and central places come first by construction"; ///< why
    std::string why_observed =
        "links are observed; by chance a layout fits as well in {p} of cases"; ///< why it is sure
    std::string rests_on = "{links}, {size} {year}, {n}";                      ///< the figures
    std::string modelled = "links by a model calibrated on the flows (size ^ {a} x size ^ {b}, {way} ^ {g})"; ///< in it
    std::string assumed = "links by an assumed model, as no flow is known (size x size, {way} ^ -2)";         ///< in it
    std::string fit = "{layout}: fit {fit} of at most {best} (correlation of links and pattern, points as they suit it "
                      "best)"; ///< line
    std::string fit_open =
        "{layout}: fit {fit}, {best} for the best found (correlation of links and pattern, points as they "
        "suit it best)"; ///< line, where the best is not proven
    std::string better_choice = "{layout}: the links alone would choose {core} as core{wings}";     ///< line
    std::string sure_points = "{layout}, points to be named, kept in 95 % of {runs} runs: {names}"; ///< line
    std::string likely_points =
        "{layout}, the other points of the best layout, with the share of runs: {names}"; ///< line
    std::string no_sure = "none";                                                         ///< where no point is sure
    std::string place_share = "{place} {share}"; ///< one place with its share of runs
    std::string inside = "{layout}: on the ground of a core or wing, and counted with it: {names}"; ///< line
    std::string no_count = "{layout}: how many points it has is not known; patterns.csv would say"; ///< line
    std::string focus = "focus as stated: {all}";                                                   ///< line
    std::string one_focus = "{name}: {focus}"; ///< one place or cluster in it
    Noun line = {"line", "lines"};             ///< places of the layout, counted
};

} // namespace corewing::plan
