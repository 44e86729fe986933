#pragma once

#include "corewing/plan/data.hpp"

#include "corewing/model/diagnose.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/figures.hpp"

#include <algorithm>

namespace corewing::plan {

namespace detail {

template <class = void>
void cover(DataAnswer& d, const Basis& basis) {
    for (const model::Indicator& its : basis.region.indicators()) {
        if (!its.formula.empty()) continue;
        auto figures = figures_of(basis.region, its.id, basis.choices.year);
        if (!figures) continue;
        const model::Column rows = basis.districts.rows(figures->column);
        Coverage c{.id = its.id, .name = model::shown_name(its)};
        c.known = rows.known_count() - std::ssize(figures->filled);
        for (Index row = 0; row < rows.size(); ++row) c.synthetic += rows.mark(row) == base::Mark::synthetic ? 1 : 0;
        c.figures = *std::move(figures);
        if (rows.known_count() > 0) d.indicators.push_back(std::move(c));
    }
}

/// Rows that are made up for an example.
inline Index synthetic_rows(const model::Region& region) {
    const auto made_up = [](const auto& row) { return row.mark == base::Mark::synthetic; };
    return std::count_if(region.observations().begin(), region.observations().end(), made_up) +
           std::count_if(region.output().begin(), region.output().end(), made_up) +
           std::count_if(region.projects().begin(), region.projects().end(), made_up);
}

/// Number of links, each once.
inline Index link_count(const model::Region& region) {
    const model::Graph& graph = region.graph();
    const auto [first, last] = boost::edges(graph);
    return std::count_if(first, last, [&](const auto& edge) { return !graph[edge].mirrored; });
}

template <class = void>
void data_lines(DataAnswer& d, const Basis& basis) {
    const DataWords& words = basis.words.data;
    const CommonWords& common = basis.words.common;
    Answer& answer = d.answer;
    const auto year = [](const Coverage& c) { return std::to_string(c.figures.column.year().value_or(0)); };
    std::vector<std::string> gaps;
    for (const Coverage& c : d.indicators) {
        const Index filled = std::ssize(c.figures.filled);
        if (filled > 0)
            answer.lines.push_back(phrase(words.filled, {{"indicator", c.name},
                                                         {"year", year(c)},
                                                         {"places", counted(filled, common.place)},
                                                         {"way", basis.region.indicator(c.id).fill},
                                                         {"error", report::percent(c.figures.error, 0)}}));
        else if (c.known < basis.districts.size())
            gaps.push_back(phrase(words.gap, {{"indicator", c.name},
                                              {"year", year(c)},
                                              {"known", std::to_string(c.known)},
                                              {"all", std::to_string(basis.districts.size())}}));
    }
    if (!gaps.empty()) answer.lines.push_back(phrase(words.gaps, {{"indicators", in_a_row(basis, gaps, 5)}}));
    if (d.synthetic > 0) answer.lines.push_back(phrase(words.synthetic, {{"n", counted(d.synthetic, words.figure)}}));
    for (const base::Finding& finding : d.findings)
        if (finding.severity == base::Severity::warning && answer.lines.size() < 6)
            answer.lines.push_back(warning_text(basis, finding));
    if (!d.findings.empty())
        answer.lines.push_back(phrase(words.more_findings, {{"n", counted(std::ssize(d.findings), words.finding)}}));
}

} // namespace detail

COREWING_BODY
DataAnswer data(const Basis& basis) {
    const DataWords& words = basis.words.data;
    const CommonWords& common = basis.words.common;
    DataAnswer d;
    d.answer = {.question = "data", .title = words.title};
    detail::cover(d, basis);
    d.synthetic = detail::synthetic_rows(basis.region);
    d.findings = model::diagnose(basis.region);
    d.findings.insert(d.findings.end(), basis.findings.begin(), basis.findings.end());
    Index known = 0, filled = 0, rows = 0;
    double error = 0.0;
    for (const Coverage& c : d.indicators) {
        d.findings.insert(d.findings.end(), c.figures.findings.begin(), c.figures.findings.end());
        known += c.known == basis.districts.size() ? 1 : 0;
        filled += std::ssize(c.figures.filled);
        rows += c.known;
        error = std::max(error, c.figures.error);
    }
    std::stable_partition(d.findings.begin(), d.findings.end(),
                          [](const base::Finding& f) { return f.severity == base::Severity::warning; });
    if (d.indicators.empty()) {
        detail::leave_open(d.answer, basis, words.nothing, {words.need});
        detail::data_lines(d, basis);
        return d;
    }
    d.answer.answered = true;
    d.answer.sentence =
        phrase(filled > 0 ? words.sentence : words.whole, {{"known", detail::count_text(known)},
                                                           {"all", counted(std::ssize(d.indicators), words.indicator)},
                                                           {"filled", counted(filled, words.figure)}});
    d.answer.sure = d.synthetic > 0 ? Sure::no : filled > 0 ? Sure::partly : Sure::yes;
    d.answer.why = d.synthetic > 0 ? words.why_synthetic
                   : filled > 0    ? phrase(words.why_whole, {{"error", report::percent(error, 0)}})
                                   : words.why_measured;
    const Index links = detail::link_count(basis.region);
    d.answer.rests_on = phrase(words.rests_on, {{"n", counted(basis.districts.size(), common.place)},
                                                {"rows", counted(rows, words.figure)},
                                                {"links", counted(links, words.link)}});
    detail::data_lines(d, basis);
    return d;
}

} // namespace corewing::plan
