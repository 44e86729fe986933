#pragma once

#include "corewing/plan/detail/figures.hpp"
#include "corewing/plan/standing.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

/// The answer to "how do they stand" in words.
namespace corewing::plan::detail {

/// Rows by rank, first to last.
inline std::vector<Index> by_rank(const Standing& s) {
    return ordered(std::ssize(s.places), [&](Index a, Index b) { return s.composite.rank[a] < s.composite.rank[b]; });
}

/// Width of the span of ranks, in ranks either way.
inline double rank_width(const Standing& s, Index row) {
    return (s.spans.rank_range(row, 2) - s.spans.rank_range(row, 0)) / 2.0;
}

template <class = void>
std::string ranked(const Standing& s, const Basis& basis, const std::vector<Index>& rows) {
    std::vector<std::string> texts;
    for (const Index row : rows)
        texts.push_back(phrase(basis.words.standing.place, {{"place", basis.name(s.places[row])},
                                                            {"rank", count_text(s.composite.rank[row])},
                                                            {"low", report::fixed(s.spans.rank_range(row, 0), 0)},
                                                            {"high", report::fixed(s.spans.rank_range(row, 2), 0)}}));
    return joined(texts);
}

template <class = void>
std::string names_of_rows(const Standing& s, const Basis& basis, const std::vector<Index>& rows) {
    std::vector<Index> places;
    for (const Index row : rows) places.push_back(s.places[row]);
    return basis.names(places);
}

template <class = void>
void coupling_lines(Answer& answer, const Standing& s, const Basis& basis) {
    if (s.sides.size() < 2) return;
    const StandingWords& words = basis.words.standing;
    std::vector<Index> grades(s.coupling.grades.size(), 0), lags(s.sides.size(), 0);
    for (const Index grade : s.coupling.grade) ++grades[grade];
    for (const Index side : s.coupling.lagging)
        if (side >= 0) ++lags[side];
    std::vector<std::string> all, sides;
    for (Index g = std::ssize(grades); g-- > 0;)
        if (grades[g] > 0)
            all.push_back(
                phrase(words.grade, {{"count", std::to_string(grades[g])}, {"grade", s.coupling.grades[g].name}}));
    answer.lines.push_back(phrase(words.coordination, {{"grades", joined(all)}}));
    for (const Index k : ordered(std::ssize(lags), [&](Index a, Index b) { return lags[a] > lags[b]; }))
        if (lags[k] > 0 && sides.size() < 2)
            sides.push_back(
                phrase(words.side, {{"side", s.sides[k]}, {"count", counted(lags[k], basis.words.common.place)}}));
    if (!sides.empty()) answer.lines.push_back(phrase(words.lagging, {{"sides", joined(sides)}}));
}

template <class = void>
void gap_lines(Answer& answer, const Standing& s, const Basis& basis) {
    const StandingWords& words = basis.words.standing;
    const CommonWords& common = basis.words.common;
    std::vector<std::string> unused, filled, missing;
    for (const LeafFigures& leaf : s.leaves) {
        if (!leaf.used) unused.push_back(leaf.name);
        if (leaf.used && leaf.known < basis.districts.size()) missing.push_back(leaf.name);
        if (leaf.used && !leaf.figures.filled.empty())
            filled.push_back(phrase(words.filled, {{"indicator", leaf.name},
                                                   {"places", counted(std::ssize(leaf.figures.filled), common.place)},
                                                   {"way", basis.region.indicator(leaf.id).fill},
                                                   {"error", report::percent(leaf.figures.error, 0)}}));
    }
    if (!s.not_ranked.empty()) {
        answer.lines.push_back(phrase(words.not_ranked, {{"names", basis.names(s.not_ranked)}}));
        answer.needs.push_back(phrase(
            words.need_rest, {{"indicators", in_a_row(basis, missing, 4)}, {"places", basis.names(s.not_ranked, 4)}}));
    }
    if (!unused.empty())
        answer.needs.push_back(phrase(words.need_leaves, {{"indicators", in_a_row(basis, unused, 5)}}));
    if (!filled.empty()) answer.lines.push_back(phrase(words.estimated, {{"indicators", in_a_row(basis, filled, 3)}}));
}

template <class = void>
void say_standing(Standing& s, const Basis& basis) {
    const StandingWords& words = basis.words.standing;
    const CommonWords& common = basis.words.common;
    Answer& answer = s.answer;
    const std::vector<Index> rows = by_rank(s);
    const Index n = std::ssize(rows), shown = std::min<Index>(3, n / 2);
    const std::vector<Index> best(rows.begin(), rows.begin() + shown);
    const std::vector<Index> last(rows.end() - shown, rows.end());
    answer.answered = true;
    answer.sentence = n < 4 ? phrase(words.two_or_less, {{"index", s.index},
                                                         {"best", basis.name(s.places[rows.front()])},
                                                         {"n", counted(n, common.place)}})
                            : phrase(words.sentence, {{"index", s.index},
                                                      {"best", names_of_rows(s, basis, best)},
                                                      {"last", names_of_rows(s, basis, last)}});
    std::vector<double> widths;
    for (Index i = 0; i < n; ++i) widths.push_back(rank_width(s, i));
    std::nth_element(widths.begin(), widths.begin() + n / 2, widths.end());
    const double half = widths[n / 2], share = half / static_cast<double>(n);
    answer.sure = share <= 0.05 ? Sure::yes : share <= 0.15 ? Sure::partly : Sure::no;
    const Index width = std::max<Index>(1, std::llround(std::ceil(half)));
    answer.why = phrase(words.why_span, {{"width", counted(width, words.rank)}, {"runs", std::to_string(s.runs)}});
    Index used = 0;
    std::set<int> years;
    for (const LeafFigures& leaf : s.leaves)
        if (leaf.used) {
            ++used;
            if (leaf.figures.column.year()) years.insert(*leaf.figures.column.year());
        }
    std::string span = years.empty() ? "" : std::to_string(*years.begin());
    if (years.size() > 1) span += "-" + std::to_string(*years.rbegin());
    answer.rests_on = phrase(words.rests_on, {{"m", counted(used, words.indicator)},
                                              {"groups", counted(std::ssize(s.sides), words.side_noun)},
                                              {"years", span},
                                              {"n", count_text(n)},
                                              {"all", counted(basis.districts.size(), common.place)}});
    const Index listed_rows = std::min<Index>(5, n / 2);
    answer.lines.push_back(
        phrase(words.best, {{"places", ranked(s, basis, {rows.begin(), rows.begin() + listed_rows})}}));
    answer.lines.push_back(phrase(words.last, {{"places", ranked(s, basis, {rows.end() - listed_rows, rows.end()})}}));
    coupling_lines(answer, s, basis);
    gap_lines(answer, s, basis);
    answer.findings = s.composite.findings;
}

} // namespace corewing::plan::detail
