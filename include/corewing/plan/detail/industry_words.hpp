#pragma once

#include "corewing/plan/detail/figures.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/industries.hpp"
#include "corewing/report/number.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

/// The answer to "who does the same" in words.
namespace corewing::plan::detail {

/// The name of an industry by its column.
inline std::string industry_name(const Industries& result, const Basis& basis, Index column) {
    const model::Industry& its = basis.region.industries()[result.industries[column]];
    return model::shown_name(its);
}

/// The name of a district by its row.
inline const std::string& row_name(const Industries& result, const Basis& basis, Index row) {
    return basis.name(result.places[row]);
}

template <class = void>
std::string tie_list(const Industries& result, const Basis& basis, const std::vector<PlaceTie>& ties, double factor,
                     int digits) {
    std::vector<std::string> texts;
    for (Index t = 0; t < std::min<Index>(3, std::ssize(ties)); ++t)
        texts.push_back(
            phrase(basis.words.industries.pair_value, {{"a", row_name(result, basis, ties[t].first)},
                                                       {"b", row_name(result, basis, ties[t].second)},
                                                       {"value", report::fixed(factor * ties[t].value, digits)}}));
    return joined(texts);
}

/// The first two groups that do the same, each with two of its leading industries.
template <class = void>
std::string same_sentence(const Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    if (result.places.size() < 2) return phrase(words.one_place, {{"a", row_name(result, basis, 0)}});
    if (result.groups.empty())
        return phrase(words.none_same,
                      {{"a", row_name(result, basis, result.alike.empty() ? 0 : result.alike[0].first)},
                       {"b", row_name(result, basis, result.alike.empty() ? 1 : result.alike[0].second)}});
    std::vector<std::string> texts;
    for (Index g = 0; g < std::min<Index>(2, std::ssize(result.groups)); ++g) {
        std::vector<std::string> places, leading;
        for (const Index i : result.groups[g].places) places.push_back(row_name(result, basis, i));
        for (Index k = 0; k < std::min<Index>(2, std::ssize(result.groups[g].leading)); ++k)
            leading.push_back(industry_name(result, basis, result.groups[g].leading[k]));
        texts.push_back(phrase(words.group, {{"places", in_a_row(basis, places, 4)}, {"industries", joined(leading)}}));
    }
    return phrase(words.same, {{"groups", joined(texts, "; ")}});
}

/// The three industries that are most concentrated in few places, of those with a hundredth of all.
template <class = void>
void concentration_lines(Answer& answer, const Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    std::vector<std::pair<double, Index>> order;
    const Eigen::VectorX<double> size = result.amounts.rowwise().sum() / result.amounts.sum();
    for (Index k = 0; k < result.amounts.cols(); ++k)
        if (const double all = result.amounts.col(k).sum(); all > 0.0 && result.region_share[k] >= 0.01)
            order.push_back({(result.amounts.col(k) / all - size).cwiseAbs().sum(), k});
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (Index o = 0; o < std::min<Index>(3, std::ssize(order)); ++o) {
        const Index k = order[o].second;
        const auto rows = ordered(std::ssize(result.places),
                                  [&](Index a, Index b) { return result.shares(a, k) > result.shares(b, k); });
        std::vector<std::string> top;
        for (Index i = 0; i < std::min<Index>(3, std::ssize(rows)); ++i)
            top.push_back(phrase(words.share_of, {{"place", row_name(result, basis, rows[i])},
                                                  {"share", report::percent(result.shares(rows[i], k), 1)}}));
        Index largest = 0;
        result.amounts.col(k).maxCoeff(&largest);
        answer.lines.push_back(phrase(
            words.industry, {{"industry", industry_name(result, basis, k)},
                             {"places", joined(top)},
                             {"first", row_name(result, basis, largest)},
                             {"share", report::percent(result.amounts(largest, k) / result.amounts.col(k).sum(), 0)}}));
    }
}

/// The three places most unlike the region, each with the industry that makes the greatest difference.
template <class = void>
void special_line(Answer& answer, const Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    const auto rows =
        ordered(std::ssize(result.places), [&](Index a, Index b) { return result.hoover[a] > result.hoover[b]; });
    std::vector<std::string> texts;
    for (Index r = 0; r < std::min<Index>(3, std::ssize(rows)); ++r) {
        Index k = 0;
        (result.shares.row(rows[r]).transpose() - result.region_share).maxCoeff(&k);
        texts.push_back(phrase(words.special_place, {{"place", row_name(result, basis, rows[r])},
                                                     {"industry", industry_name(result, basis, k)},
                                                     {"times", report::significant(result.quotient(rows[r], k), 2)}}));
    }
    answer.lines.push_back(phrase(words.special, {{"places", joined(texts)}}));
}

template <class = void>
void change_line(Answer& answer, const Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    if (result.earlier_year == 0) {
        answer.needs.push_back(words.need_change);
        return;
    }
    const Eigen::VectorX<double> moved = (result.region_share - result.earlier_share).cwiseAbs();
    const auto columns = ordered(moved.size(), [&](Index a, Index b) { return moved[a] > moved[b]; });
    std::vector<std::string> texts;
    for (Index c = 0; c < std::min<Index>(4, std::ssize(columns)); ++c)
        texts.push_back(phrase(words.change, {{"industry", industry_name(result, basis, columns[c])},
                                              {"then", report::percent(result.earlier_share[columns[c]], 1)},
                                              {"now", report::percent(result.region_share[columns[c]], 1)}}));
    answer.lines.push_back(phrase(words.changed, {{"then", std::to_string(result.earlier_year)},
                                                  {"now", std::to_string(result.year)},
                                                  {"industries", joined(texts)}}));
}

/// Named projects along each chain, at most two chains.
template <class = void>
void chain_lines(Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    if (result.chains.empty()) result.answer.needs.push_back(words.need_chain);
    for (Index c = 0; c < std::min<Index>(2, std::ssize(result.chains)); ++c) {
        const ChainProjects& chain = result.chains[c];
        std::vector<std::string> stages;
        for (Index s = 0; s < std::ssize(chain.stages); ++s) {
            std::vector<std::string> places;
            for (Index i = 0; i < chain.count.rows(); ++i)
                if (chain.count(i, s) > 0)
                    places.push_back(phrase(words.place_count,
                                            {{"place", basis.name(i)}, {"count", std::to_string(chain.count(i, s))}}));
            const int count = chain.count.col(s).sum() + chain.nowhere[s];
            const std::string& sentence = count == 0       ? words.stage_open
                                          : places.empty() ? words.stage_nowhere
                                                           : words.stage;
            stages.push_back(phrase(
                sentence, {{"stage", chain.stages[s]}, {"count", std::to_string(count)}, {"places", joined(places)}}));
        }
        result.answer.lines.push_back(phrase(words.chain, {{"chain", chain.chain}, {"stages", joined(stages, "; ")}}));
    }
}

template <class = void>
void say_industries(Industries& result, const Basis& basis) {
    const IndustriesWords& words = basis.words.industries;
    const CommonWords& common = basis.words.common;
    Answer& answer = result.answer;
    const Index n = std::ssize(result.places), all = basis.districts.size();
    answer.answered = true;
    answer.sentence = same_sentence(result, basis);
    const std::string& mark = result.mark == base::Mark::synthetic ? words.made_up
                              : result.mark == base::Mark::imputed ? words.estimated
                                                                   : words.measured;
    const bool whole = n == all && result.mark <= base::Mark::derived;
    answer.sure = n < 2 ? Sure::no : whole ? Sure::yes : Sure::partly;
    answer.why = phrase(n == all ? words.why_all : words.why_some,
                        {{"n", std::to_string(n)}, {"all", counted(all, common.place)}, {"mark", mark}});
    answer.rests_on = phrase(words.rests_on, {{"unit", result.unit.empty() ? words.amounts : result.unit},
                                              {"m", std::to_string(result.industries.size())},
                                              {"year", std::to_string(result.year)},
                                              {"n", count_text(n)},
                                              {"all", counted(all, common.place)}});
    if (n < all)
        answer.needs.push_back(
            phrase(words.need_output, {{"unit", result.unit.empty() ? words.amounts : result.unit}}));
    concentration_lines(answer, result, basis);
    if (!result.alike.empty())
        answer.lines.push_back(phrase(words.alike, {{"pairs", tie_list(result, basis, result.alike, 1.0, 2)}}));
    if (!result.completing.empty())
        answer.lines.push_back(
            phrase(words.completing, {{"pairs", tie_list(result, basis, result.completing, 100.0, 1)}}));
    special_line(answer, result, basis);
    change_line(answer, result, basis);
    chain_lines(result, basis);
}

} // namespace corewing::plan::detail
