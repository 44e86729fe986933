#pragma once

#include "corewing/report/number.hpp"
#include "corewing/briefing/sections.hpp"

#include "corewing/briefing/detail/findings_table.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/words.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/html.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing {

COREWING_BODY
report::Section map_section(const SectionText& text, const std::vector<MapPlace>& places,
                            const std::vector<MapLink>& links, const io::Boundaries& outlines,
                            FlowMapOptions options) {
    if (options.title.empty()) options.title = text.title;
    FlowMap map = flow_map(places, links, outlines, options);
    std::string note;
    if (map.links_drawn < map.links_given)
        note = options.words.drawn + ": " + std::to_string(map.links_drawn) + " / " + std::to_string(map.links_given) +
               '.';
    if (!map.unlabelled.empty()) {
        note += (note.empty() ? "" : " ") + options.words.unnamed + ": ";
        for (Index k = 0; k < std::ssize(map.unlabelled); ++k)
            note += (k > 0 ? ", " : "") + detail::full_name(places[map.unlabelled[k]]);
        note += '.';
    }
    report::Section section{.title = text.title};
    if (!text.text.empty()) section.blocks.push_back(report::Paragraph{text.text});
    section.blocks.push_back(report::Figure{std::move(map.picture), text.caption, note});
    return section;
}

COREWING_BODY
report::Section matrix_section(const SectionText& text, const std::vector<std::string>& names,
                               const Eigen::Ref<const Eigen::MatrixXd>& scores,
                               report::HeatOptions options) {
    if (options.title.empty()) options.title = text.title;
    report::MarksSeen seen;
    for (Index i = 0; i < options.marks.rows(); ++i)
        for (Index j = 0; j < options.marks.cols(); ++j)
            if (!options.pairs || j < i) seen.add(options.marks(i, j));
    const std::string note = report::mark_legend(seen, options.mark_words, {"•", "○", "□"});
    report::Section section{.title = text.title};
    if (!text.text.empty()) section.blocks.push_back(report::Paragraph{text.text});
    section.blocks.push_back(report::Figure{report::heat_matrix(names, names, scores, options), text.caption, note});
    return section;
}

COREWING_BODY
report::Section division_section(const SectionText& text, const std::vector<Share>& shares,
                                 const DivisionOptions& options) {
    for (const Share& share : shares) base::check_range(share.amount, -1e290, 1e290, "amount of " + share.name);
    std::vector<Index> order(shares.size());
    std::iota(order.begin(), order.end(), Index{0});
    if (options.largest_first)
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return shares[a].amount > shares[b].amount; });
    std::vector<report::Bar> bars;
    report::Table table{.columns = {{options.words.place},
                                    {options.unit.empty() ? options.words.amount : options.unit, report::Align::right},
                                    {options.words.share, report::Align::right},
                                    {options.words.reason}},
                        .mark_words = options.mark_words};
    double total = 0.0;
    base::Mark total_mark = base::Mark::derived;
    bool reasons = false;
    for (const Share& share : shares) {
        if (share.mark == base::Mark::missing) continue;
        total += share.amount;
        total_mark = base::combine(total_mark, share.mark);
        reasons = reasons || !share.reason.empty();
    }
    for (const Index i : order) {
        const Share& share = shares[i];
        bars.push_back({.label = share.name,
                        .value = share.amount,
                        .interval = share.limits,
                        .mark = share.mark,
                        .accent = share.accent,
                        .note = share.reason});
        table.rows.push_back({share.name,
                              {report::fixed(share.amount, options.digits), share.mark},
                              {total > 0.0 ? report::percent(share.amount / total) : "–", share.mark},
                              share.reason});
    }
    table.rows.push_back({options.words.total, {report::fixed(total, options.digits), total_mark}, "", ""});
    report::Section section{.title = text.title};
    if (!text.text.empty()) section.blocks.push_back(report::Paragraph{text.text});
    section.blocks.push_back(report::Figure{report::bar_chart(bars, {.title = text.title,
                                                                     .unit = options.unit,
                                                                     .digits = options.digits,
                                                                     .interval_name = options.limits_name,
                                                                     .accent_name = options.accent_name,
                                                                     .mark_words = options.mark_words}),
                                            text.caption});
    if (reasons) section.blocks.push_back(std::move(table));
    return section;
}

COREWING_BODY
report::Section targets_section(const SectionText& text, const std::vector<TargetLine>& targets,
                                const TargetWords& words, const report::MarkWords& mark_words) {
    using report::Align;
    report::Table table{.caption = text.caption,
                        .columns = {{words.indicator},
                                    {words.unit},
                                    {words.baseline, Align::right},
                                    {words.target, Align::right},
                                    {words.outcome, Align::right},
                                    {words.status},
                                    {words.note}},
                        .mark_words = mark_words};
    for (const TargetLine& line : targets) {
        const auto cell = [&](const std::optional<double>& value, base::Mark mark) -> report::Cell {
            if (!value) return {"", base::Mark::missing};
            return {report::fixed(*value, line.digits), mark};
        };
        table.rows.push_back({line.indicator, line.unit, cell(line.baseline, base::Mark::observed),
                              cell(line.target, base::Mark::observed), cell(line.outcome, line.outcome_mark),
                              line.status, line.note});
    }
    report::Section section{.title = text.title};
    if (!text.text.empty()) section.blocks.push_back(report::Paragraph{text.text});
    section.blocks.push_back(std::move(table));
    return section;
}

COREWING_BODY
MarkCount count_marks(std::string name, const base::Marks& marks) {
    MarkCount count{.name = std::move(name)};
    for (Index j = 0; j < marks.cols(); ++j)
        for (Index i = 0; i < marks.rows(); ++i) switch (marks(i, j)) {
            case base::Mark::observed: ++count.observed; break;
            case base::Mark::derived: ++count.derived; break;
            case base::Mark::imputed: ++count.imputed; break;
            case base::Mark::synthetic: ++count.synthetic; break;
            case base::Mark::missing: ++count.missing; break;
            }
    return count;
}

COREWING_BODY
report::Section data_section(const SectionText& text, const std::vector<MarkCount>& counts,
                             const base::Findings& findings, const std::vector<std::string>& sources,
                             const Words& words) {
    report::Section section{.title = text.title};
    if (!text.text.empty()) section.blocks.push_back(report::Paragraph{text.text});
    report::MarksSeen all;
    for (const base::Mark mark : {base::Mark::imputed, base::Mark::synthetic, base::Mark::missing}) all.add(mark);
    section.blocks.push_back(report::Note{report::mark_legend(all, words.marks)});

    using report::Align;
    const auto head = [](base::Mark mark, const std::string& word) -> report::Heading {
        const std::string sign(report::symbol(mark));
        return {sign.empty() ? word : sign + ' ' + word, Align::right};
    };
    report::Table table{.caption = text.caption,
                        .columns = {{words.data.data},
                                    head(base::Mark::observed, words.data.observed),
                                    head(base::Mark::derived, words.data.derived),
                                    head(base::Mark::imputed, words.data.imputed),
                                    head(base::Mark::synthetic, words.data.synthetic),
                                    head(base::Mark::missing, words.data.missing)}};
    const auto number = [](Index n) { return report::fixed(static_cast<double>(n), 0); };
    for (const MarkCount& count : counts)
        table.rows.push_back({count.name, number(count.observed), number(count.derived), number(count.imputed),
                              number(count.synthetic), number(count.missing)});
    if (!counts.empty()) section.blocks.push_back(std::move(table));
    if (!findings.empty())
        section.sections.push_back(
            {.title = words.data.findings, .blocks = {detail::findings_table(findings, words.data)}});
    if (!sources.empty())
        section.sections.push_back({.title = words.data.sources, .blocks = {report::Bullets{sources}}});
    return section;
}

} // namespace corewing::briefing
