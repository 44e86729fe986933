#pragma once

#include "corewing/plan/phrase.hpp"

#include <string>

namespace corewing::plan {

/// What the answer to "which projects" says.
struct ProjectsWords {
    std::string title = "PROJECTS";                                      ///< its head
    std::string no_figures = "no project has both cost and benefit";     ///< why it is not answered
    std::string no_budget = "there is no budget to choose projects for"; ///< why it is not answered
    std::string cut_short = "no choice that keeps all rules was found in the time that a plan takes"; ///< the same
    std::string need_figures = "projects.csv with place, theme, cost and benefit";                    ///< a need
    std::string need_budget = "budgets.csv with money (in {currency})";                               ///< a need
    std::string need_rest = "cost and benefit of {names}";                                            ///< a need
    std::string chosen = "{n} of {all} for {spent} of {amount} {unit}, {proof}: {names}.";            ///< sentence
    std::string proven = "proven best";                                      ///< how good a choice is
    std::string within = "within {gap} of the best";                         ///< how good a choice is
    std::string impossible = "No choice of these projects keeps all rules."; ///< sentence where rules clash
    std::string why_measured = "costs, benefits and rules as given";         ///< why it is sure
    std::string why_assumed = "{n} assumed in rules.csv; other rules would choose otherwise"; ///< why it is less sure
    std::string why_left_out = "cost or benefit of {n} is not known";                         ///< why it is less sure
    std::string why_estimated = "cost or benefit of {n} is estimated";                        ///< why it is less sure
    std::string why_synthetic = "the projects are made up for an example";                    ///< why it is not
    std::string rests_on = "cost and benefit of {n} of {all}, {rules}";                       ///< the figures
    std::string left_out = "not looked at, as cost or benefit is not known: {names}";         ///< line
    std::string budget = "{budget}: {spent} of {amount} {unit} spent";                        ///< line
    std::string price = "{budget}: a further {unit} is worth about {value} of benefit at the margin"; ///< line
    std::string themes = "by theme: {all}";                                                           ///< line
    std::string theme = "{theme} {n}";                                                                ///< in it
    std::string no_theme = "without theme";                                                           ///< in it
    std::string at_limit = "at their floor or cap: {names}";                                          ///< line
    Noun project = {"project", "projects"};                                                           ///< counted
    Noun rule = {"rule is", "rules are"};                                                             ///< counted
    Noun rules = {"rule", "rules"};                                                                   ///< counted
};

} // namespace corewing::plan
