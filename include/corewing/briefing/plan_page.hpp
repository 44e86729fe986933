#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/io/boundaries.hpp"
#include "corewing/plan/plan.hpp"

#include <string>

/// The page of a plan: what can be put on the table.
///
///     const auto plan = corewing::plan::make(region);
///     corewing::io::write_file("briefing.html", corewing::briefing::plan_page(plan, {.boundaries = outlines}));
namespace corewing::briefing {

/// What the page itself says; everything else is in the words of the plan.
struct PlanPageWords {
    std::string data = "What do we know?";                                  ///< head of a section
    std::string standing = "How do the districts stand?";                   ///< head of a section
    std::string together = "Who works with whom?";                          ///< head of a section
    std::string industries_head = "Who does the same, who completes whom?"; ///< head of a section
    std::string roles = "Who is core, wing and point?";                     ///< head of a section
    std::string division = "Who gets what?";                                ///< head of a section
    std::string projects = "Which projects?";                               ///< head of a section
    std::string progress = "Are the targets met?";                          ///< head of a section
    std::string head = "In one sentence each";                              ///< head of the answers
    std::string answer = "{title}: {sentence} (sure: {sure})";              ///< one of them
    std::string open = "{title}: {sentence}";                               ///< one that is not answered
    std::string place = "Place";                                            ///< head of a column
    std::string score = "Score";                                            ///< head of a column
    std::string rank = "Rank";                                              ///< head of a column
    std::string span = "Ranks in 90 % of runs";                             ///< head of a column
    std::string coordination = "In step";                                   ///< head of a column
    std::string grade = "Grade";                                            ///< head of a column
    std::string scores =
        "Score of each district; the line spans 90 % of runs with other weights, scales and means"; ///< caption
    std::string map = "Circles: {size}. Strokes: {flow}.";                                          ///< caption
    std::string map_source = "Outlines: {source}.";                                   ///< caption, after it
    std::string map_approval = "Map approval number {approval}.";                     ///< caption, after it
    std::string no_outlines = "No outlines were given; places stand where they lie."; ///< caption, after it
    std::string pair = "Pair";                                                        ///< head of a column
    std::string flow = "Flow";                                                        ///< head of a column
    std::string expected = "Expected";                                                ///< head of a column
    std::string strongest = "The strongest links";                                    ///< caption
    std::string outside = "Links out of the region";                                  ///< caption
    std::string industries =
        "Location quotient: how many times its share in the region an industry has in a place, up to 3"; ///< caption
    std::string role = "Role";                                                                  ///< head of a column
    std::string stated = "stated";                                         ///< where a role comes from
    std::string proposed = "proposed";                                     ///< where a role comes from
    std::string kept = "Kept in runs";                                     ///< head of a column
    std::string layout = "Layout {layout}";                                ///< caption
    std::string divided = "What each gets, {unit}";                        ///< caption
    std::string of_hundred = "of every 100";                               ///< a unit
    std::string body = "Body";                                             ///< head of a column
    std::string leads = "Leads";                                           ///< head of a column
    std::string supports = "Supports";                                     ///< head of a column
    std::string load = "Who carries the tasks";                            ///< caption
    std::string sources = "Every row of the folder names its own source."; ///< last of the sources
    std::string footer =
        "Made with corewing from the tables of the region's folder. Not an official document."; ///< foot
};

/// How the page is made.
struct PlanPageOptions {
    io::Boundaries boundaries = {}; ///< outlines below the map; empty = none
    PlanPageWords words = {};       ///< what the page itself says
};

/// The plan as one self-contained page: first all answers in a sentence each with their certainty, then a section a
/// question with its grounds, its lines, a figure or a table of every place, and what would answer it better.
/// @param plan     of a region
/// @param options  outlines, words
/// @return one HTML document without scripts, in light and print style
/// @throws bad_value for outlines out of range
/// Complexity O(places^2) for the figures.
COREWING_ROUTINE
std::string plan_page(const plan::Plan& plan, const PlanPageOptions& options = {});

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/plan_page.hpp"
#endif
