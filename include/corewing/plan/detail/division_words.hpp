#pragma once

#include "corewing/allocation/conflict.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/model/bound_name.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/figures.hpp"
#include "corewing/plan/division.hpp"
#include "corewing/report/number.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

/// The answer to "who gets what" in words.
namespace corewing::plan::detail {

/// Shares with the digits that they have: whole ones whole, others as far as the largest has three digits.
inline std::string share_text(const ResourceDivision& r, double value) {
    const int digits = r.whole ? 0 : report::decimals(r.amount, 4);
    const bool vanishes = !r.whole && value > 0.0 && value < 0.5 * std::pow(10.0, -digits);
    return vanishes ? report::significant(value, 1) : report::fixed(value, digits);
}

/// Clusters with what they get, largest first; where there are no clusters, the lines that get most.
template <class = void>
std::string group_amounts(const Division& d, const ResourceDivision& r, const Basis& basis, Index most) {
    std::vector<std::pair<double, std::string>> groups;
    if (d.clusters.count() > 1) {
        for (Index c = 0; c < d.clusters.count(); ++c) {
            double sum = 0.0;
            for (const Index g : d.clusters.places(c)) sum += r.share[g];
            groups.push_back({sum, model::cluster_name(basis.region, d.clusters.name(c))});
        }
    } else {
        for (Index g = 0; g < std::ssize(d.lines); ++g) groups.push_back({r.share[g], line_name(basis, d.lines[g])});
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (std::ssize(groups) > most) groups.resize(most);
    std::vector<std::string> texts;
    for (const auto& [sum, group] : groups)
        texts.push_back(phrase(basis.words.division.group_amount, {{"group", group}, {"amount", share_text(r, sum)}}));
    return joined(texts);
}

/// The lines that get most, or least.
template <class = void>
std::string extreme_lines(const Division& d, const ResourceDivision& r, const Basis& basis, Index count, bool largest) {
    const auto order = ordered(std::ssize(d.lines), [&](Index a, Index b) {
        return largest ? r.share[a] > r.share[b] : r.share[a] < r.share[b];
    });
    std::vector<std::string> texts;
    for (Index k = 0; k < std::min(count, std::ssize(order)); ++k)
        texts.push_back(phrase(basis.words.division.group_amount, {{"group", line_name(basis, d.lines[order[k]])},
                                                                   {"amount", share_text(r, r.share[order[k]])}}));
    return joined(texts);
}

/// The name of what it is divided by.
inline std::string need_name(const Division& d, const Basis& basis) {
    const model::Indicator& its = basis.region.indicator(d.need.name());
    return model::shown_name(its);
}

/// What each rule of several lines does, where it binds: how much more or less these lines get by need than the others.
template <class = void>
void group_lines(Answer& answer, const Division& d, const ResourceDivision& r, const Basis& basis) {
    const DivisionWords& words = basis.words.division;
    const Eigen::VectorXd need = d.need.known();
    for (Index k = 0; k < std::ssize(r.rules.groups); ++k) {
        const auto& group = r.rules.groups[k];
        double inside = 0.0, inside_need = 0.0;
        for (const Index g : group.members) {
            inside += r.share[g];
            inside_need += need[g];
        }
        const double outside = r.amount - inside, outside_need = need.sum() - inside_need;
        if (inside_need <= 0.0 || outside_need <= 0.0 || outside <= 0.0) continue;
        const double ratio = (inside / inside_need) / (outside / outside_need) - 1.0;
        const bool floor = base::equal(inside, group.floor, r.amount) && base::above(ratio, 0.0, 1.0);
        const bool cap = base::equal(inside, group.cap, r.amount) && base::above(0.0, ratio, 1.0);
        if (!floor && !cap) continue;
        answer.lines.push_back(
            phrase(floor ? words.at_floor : words.at_cap, {{"group", group.name},
                                                           {"floor", share_text(r, group.floor)},
                                                           {"cap", floor ? std::string() : share_text(r, group.cap)},
                                                           {"mark", r.group_assumed[k] ? words.assumed : std::string()},
                                                           {"need", need_name(d, basis)},
                                                           {"share", report::percent(std::abs(ratio), 0)}}));
    }
}

/// The lines that their own floor or cap holds.
template <class = void>
void held_lines(Answer& answer, const Division& d, const ResourceDivision& r, const Basis& basis) {
    std::vector<std::string> floor, cap;
    for (Index g = 0; g < std::ssize(d.lines) && !r.whole; ++g) {
        if (r.division.reason[g].hold == allocation::Hold::at_floor && r.share[g] > 0.0)
            floor.push_back(line_name(basis, d.lines[g]));
        if (r.division.reason[g].hold == allocation::Hold::at_cap) cap.push_back(line_name(basis, d.lines[g]));
    }
    const auto names = [&](const std::vector<std::string>& all) { return in_a_row(basis, all, 8); };
    if (!floor.empty()) answer.lines.push_back(phrase(basis.words.division.places_at_floor, {{"names", names(floor)}}));
    if (!cap.empty()) answer.lines.push_back(phrase(basis.words.division.places_at_cap, {{"names", names(cap)}}));
}

/// The division as it would be if equality counted twice as much.
template <class = void>
void equality_line(Answer& answer, const Division& d, const ResourceDivision& r, const Basis& basis) {
    const double alpha = 2.0 * basis.choices.alpha;
    if (r.whole || !std::isfinite(alpha) || alpha <= 0.0 || alpha > 1e6) return;
    allocation::FairDivisionOptions rules = r.rules;
    rules.alpha = alpha;
    const auto other = allocation::fair_division(d.need.known(), rules);
    if (!other.outcome.has_answer()) return;
    ResourceDivision shown{.amount = r.amount, .share = other.amount};
    answer.lines.push_back(phrase(basis.words.division.equality,
                                  {{"alpha", amount(alpha)}, {"groups", group_amounts(d, shown, basis, 5)}}));
}

template <class = void>
void division_grounds(Answer& answer, const Division& d, const ResourceDivision& r, const Basis& basis) {
    const DivisionWords& words = basis.words.division;
    const CommonWords& common = basis.words.common;
    const std::string need = need_name(d, basis);
    const std::string alpha = std::isfinite(basis.choices.alpha) ? amount(basis.choices.alpha) : "inf";
    const Index assumed = std::count(r.assumed.begin(), r.assumed.end(), true);
    Index estimated = 0, synthetic = 0;
    for (Index g = 0; g < d.need.size(); ++g) {
        estimated += d.need.mark(g) == base::Mark::imputed ? 1 : 0;
        synthetic += d.need.mark(g) == base::Mark::synthetic ? 1 : 0;
    }
    answer.sure = assumed > 0 || estimated > 0 || !d.left_out.empty() ? Sure::partly : Sure::yes;
    answer.why = assumed > 0         ? phrase(words.why_assumed, {{"n", counted(assumed, words.rule)}})
                 : r.assumed.empty() ? phrase(words.why_free, {{"alpha", alpha}, {"need", need}})
                                     : phrase(words.why_stated, {{"alpha", alpha}});
    if (synthetic > 0) {
        answer.sure = Sure::no;
        answer.why = phrase(words.why_synthetic, {{"need", need}});
    }
    if (estimated > 0)
        answer.why += "; " + phrase(words.why_estimated, {{"need", need}, {"n", counted(estimated, common.place)}});
    const Index kept = std::ssize(d.lines), all = kept + std::ssize(d.left_out);
    answer.rests_on = phrase(words.rests_on, {{"need", need},
                                              {"year", d.need.year() ? std::to_string(*d.need.year()) : ""},
                                              {"n", count_text(kept)},
                                              {"all", counted(all, words.line)}});
}

template <class = void>
void say_division(Division& d, const Basis& basis) {
    const DivisionWords& words = basis.words.division;
    Answer& answer = d.answer;
    const ResourceDivision& main = d.resources.front();
    answer.answered = true;
    division_grounds(answer, d, main, basis);
    if (main.unit.empty() && !d.without_amount.empty())
        answer.needs.push_back(phrase(words.need_budget, {{"resources", in_a_row(basis, d.without_amount, 6)}}));
    if (!main.crossing.empty()) {
        answer.sentence = phrase(words.crossing, {{"a", main.crossing.front()}, {"b", main.crossing.back()}});
        answer.sure = Sure::yes;
        return;
    }
    if (!main.possible) {
        std::vector<std::string> names;
        for (const model::Ground& line : d.lines) names.push_back(line.name);
        const auto clash = allocation::conflict(std::ssize(d.lines), allocation::rule_book(main.rules, names));
        answer.sentence = phrase(words.impossible, {{"why", allocation::describe(clash)}});
        answer.sure = Sure::yes;
        return;
    }
    const std::string groups = group_amounts(d, main, basis, 6);
    answer.sentence = main.unit.empty() ? phrase(words.of_hundred, {{"need", need_name(d, basis)}, {"groups", groups}})
                                        : phrase(words.of_amount, {{"amount", amount(main.amount)},
                                                                   {"unit", main.unit},
                                                                   {"need", need_name(d, basis)},
                                                                   {"groups", groups}});
    group_lines(answer, d, main, basis);
    if (d.clusters.count() > 1)
        answer.lines.push_back(phrase(words.most, {{"places", extreme_lines(d, main, basis, 5, true)}}));
    answer.lines.push_back(phrase(words.least, {{"places", extreme_lines(d, main, basis, 4, false)}}));
    held_lines(answer, d, main, basis);
    std::vector<std::string> joint;
    for (const model::Ground& line : d.lines)
        if (line.places.size() > 1) joint.push_back(line.name);
    if (!joint.empty()) answer.lines.push_back(phrase(words.grounds, {{"names", in_a_row(basis, joint, 4)}}));
    equality_line(answer, d, main, basis);
    for (Index r = 1; r < std::ssize(d.resources) && answer.lines.size() < 8; ++r)
        if (const ResourceDivision& other = d.resources[r]; other.possible)
            answer.lines.push_back(phrase(words.whole, {{"resource", other.name},
                                                        {"amount", amount(other.amount)},
                                                        {"unit", other.unit},
                                                        {"places", group_amounts(d, other, basis, 4)}}));
    if (!d.left_out.empty())
        answer.lines.push_back(
            phrase(words.left_out, {{"need", need_name(d, basis)}, {"names", in_a_row(basis, d.left_out, 8)}}));
}

} // namespace corewing::plan::detail
