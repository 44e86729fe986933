#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "are the targets being met" says.
struct ProgressWords {
    std::string title = "PROGRESS"; ///< its head
    std::string nothing = "neither targets nor tasks are known"; ///< why it is not answered
    std::string need_targets = "targets.csv: what each indicator is to reach, and by when"; ///< a need
    std::string need_tasks = "tasks.csv: duties with their leading and supporting bodies"; ///< a need
    std::string need_outcomes = "observations.csv of {names}";         ///< a need
    std::string need_leads = "tasks.csv: lead of {names}";             ///< a need
    std::string targets = "Of {n} {met} met and {missed} missed; {open} not due or known only for earlier years, for "
                          "{none} no outcome was found.";              ///< sentence
    std::string tasks_only = "{n} to do; who leads is known of {known}."; ///< sentence where there are no targets
    std::string why_outcomes = "{n} can be compared";                  ///< why it is so sure
    std::string why_none = "no target can be compared with an outcome"; ///< why it is not
    std::string rests_on = "{n} and {tasks} of the plan, {m} with a figure"; ///< the figures
    std::string target_line = "{status}: {name}, {sense} {target}{unit} by {year}; {outcome}"; ///< one target
    std::string at_least = "at least";                                 ///< a sense
    std::string at_most = "at most";                                   ///< a sense
    std::string outcome = "{value} in {year}";                         ///< what was reached
    std::string no_outcome = "none found";                             ///< no figure in any year
    std::string met = "met";                                           ///< a status
    std::string missed = "missed";                                     ///< a status
    std::string before = "last known";                                 ///< a status: only earlier years are known
    std::string none_found = "no outcome found: {names}";              ///< line: targets without a figure
    std::string leads = "{n}: led by {bodies}";                        ///< line: load of leading bodies
    std::string leads_unknown = "; unknown of {unknown}";              ///< appended to it
    std::string load = "most to carry, leading or supporting: {bodies}"; ///< line
    std::string body_count = "{body} {count}";                         ///< one body in it
    std::string no_owner = "without an owner: {names}";                ///< line: lead = none
    std::string changed = "changed, by one definition each: {indicators}"; ///< line
    std::string change = "{name} {then} ({from}) to {now} ({to})";      ///< one in it
    Noun target = {"target", "targets"};                               ///< counted
    Noun task = {"task", "tasks"};                                     ///< counted
};

} // namespace corewing::plan
