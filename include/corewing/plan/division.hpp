#pragma once

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// Who gets what, under which rules, and why.
namespace corewing::plan {

/// One resource divided.
struct ResourceDivision {
    std::string resource = {};                        ///< its id; "" = shares of every 100
    std::string name = {};                            ///< as it is shown
    std::string unit = {};                            ///< of the amounts; "" = of every 100
    double amount = 100.0;                            ///< what is divided
    bool whole = false;                               ///< whether it is divided in whole ones
    Eigen::VectorXd share = {};                       ///< lines x 1: what each gets; whole numbers where `whole`
    allocation::FairDivisionOptions rules = {};       ///< budget, floors, caps and groups, as given to the division
    allocation::FairDivision division = {};           ///< where not whole: prices and reasons
    allocation::ApportionmentOptions post_rules = {}; ///< the same in whole ones, as given to the apportionment
    allocation::Apportionment posts = {};             ///< where whole
    std::vector<bool> assumed = {};                   ///< one a rule that binds: whether nobody stated it
    std::vector<bool> group_assumed = {};             ///< one a group of `rules`: the same
    std::vector<std::string> crossing = {}; ///< two groups of `rules` that overlap though neither holds the other
    bool possible = false;                  ///< whether all rules can be kept
};

/// Who gets what.
struct Division {
    Answer answer = {};                     ///< in words
    std::vector<model::Ground> lines = {};  ///< who is divided among: grounds with a figure; nothing is counted twice
    model::Column need = {};                ///< lines x 1, by which it is divided
    model::Labels clusters = {};            ///< lines x 1; none where a ground lies in several
    std::vector<std::string> left_out = {}; ///< names of grounds without a figure
    std::vector<ResourceDivision> resources = {}; ///< at least one where it is answered; the first is the main one
    std::vector<std::string> without_amount = {}; ///< names of resources of which no amount is known
};

/// Divides what budgets.csv holds among the grounds of the region, by need, under rules.csv; where no amount is known,
/// shares of every 100 under the rules in percent. A zone whose part in each host is not known and its hosts are one
/// line, so nothing is subtracted by guess. A resource in another unit than money, of which all amounts are whole, is
/// divided in whole ones (allocation::apportionment, Webster).
///
/// rules.csv: scope place with an id binds its line, without an id every line; cluster, kind and region bind the sum of
/// their lines. Percent is of the amount; rules in amounts need one.
/// @param basis  of the region
/// @return not answered where no line has a need above 0; where rules clash the answer names them
/// Complexity O(lines log lines) a resource.
COREWING_ROUTINE
Division division(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/division.hpp"
#endif
