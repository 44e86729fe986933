#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/region.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/plan/choices.hpp"
#include "corewing/plan/data.hpp"
#include "corewing/plan/division.hpp"
#include "corewing/plan/industries.hpp"
#include "corewing/plan/progress.hpp"
#include "corewing/plan/projects.hpp"
#include "corewing/plan/roles.hpp"
#include "corewing/plan/standing.hpp"
#include "corewing/plan/together.hpp"
#include "corewing/plan/words.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The plan of a region: every question that its folder can answer, and what the others lack.
///
///     const auto region = corewing::io::read_region(folder);
///     const auto plan = corewing::plan::make(region);          // choices from the folder's plan.csv
///     std::cout << corewing::plan::text(plan);                 // at most 60 lines or so
///     plan.together.flows.front().strongest                    // the numbers behind the sentences
namespace corewing::plan {

/// The plan of a region. Its numbers stand in one member a question, each with an Answer in words.
struct Plan {
    Basis basis;                ///< region, choices, words, and what the questions share
    DataAnswer data = {};       ///< what do we know
    Standing standing = {};     ///< how do the districts stand
    Together together = {};     ///< who works with whom
    Industries industries = {}; ///< who does the same, who completes whom
    RolesAnswer roles = {};     ///< who is core, wing and point
    Division division = {};     ///< who gets what
    Projects projects = {};     ///< which projects
    Progress progress = {};     ///< are the targets met, who carries the tasks

    /// All answers, in the order in which they are printed.
    /// @return one a question
    [[nodiscard]] std::vector<Answer> answers() const {
        std::vector<Answer> all{data.answer,  standing.answer, together.answer, industries.answer,
                                roles.answer, division.answer, progress.answer};
        if (!projects.answer.title.empty()) all.insert(all.end() - 1, projects.answer);
        return all;
    }
};

/// How a plan is made.
struct MakeOptions {
    Words words = {};             ///< what it says; English by default
    base::Observer observer = {}; ///< progress by question, and a way to stop
    base::Findings findings = {}; ///< met before, such as those of io::read_folder(); they join those of the data
};

/// Makes the plan of a region. Nothing throws for want of a table: a question whose figures are not there is answered
/// with what it would need.
/// @param region   any
/// @param choices  as of choices(region), changed where wanted
/// @param options  words, observer
/// @return one answer a question
/// @throws interrupted if the observer asks to stop; whatever basis() throws
/// Complexity that of its questions.
COREWING_ROUTINE
Plan make(const model::Region& region, const Choices& choices, const MakeOptions& options = {});

/// The same with the choices that the folder itself leads to, in English.
/// @param region  any
/// @return one answer a question
/// @throws whatever choices() throws
COREWING_ROUTINE
Plan make(const model::Region& region);

/// The plan as text for a terminal: a head, then each answer with its sentence, how sure it is, what it rests on, and
/// the first two of its lines. Lines are wrapped at 118 columns.
/// @param plan  of a region
/// @return lines that end in '\n'; nothing in them can drive a terminal
/// Complexity O(length).
COREWING_ROUTINE
std::string text(const Plan& plan);

/// One answer as text, with all of its lines.
/// @param plan      of a region
/// @param question  its id, such as "together"
/// @return as above
/// @throws unknown_name naming the questions there are
/// Complexity O(length).
COREWING_ROUTINE
std::string text(const Plan& plan, std::string_view question);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/plan.hpp"
#endif
