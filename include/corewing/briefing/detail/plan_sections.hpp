#pragma once

#include "corewing/base/index.hpp"
#include "corewing/briefing/joints.hpp"
#include "corewing/briefing/plan_page.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/answer_text.hpp"
#include "corewing/plan/phrase.hpp"
#include "corewing/plan/plan.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing::detail {

/// Makes the sections of a plan's page.
template <class = void>
class PlanSections {
public:
    PlanSections(const plan::Plan& plan, const PlanPageOptions& options)
        : plan_(plan), options_(options), words_(options.words), basis_(plan.basis) {}

    /// All answers, a sentence each, with their certainty.
    [[nodiscard]] report::Section answers() const {
        report::Bullets bullets;
        for (const plan::Answer& answer : plan_.answers())
            bullets.items.push_back(plan::phrase(answer.answered ? words_.answer : words_.open,
                                                 {{"title", answer.title},
                                                  {"sentence", answer.sentence},
                                                  {"sure", plan::sure_word(answer.sure, basis_.words.common)}}));
        return {.title = words_.head, .blocks = {std::move(bullets)}};
    }

    [[nodiscard]] report::Section together() const {
        report::Section section = opened(plan_.together.answer, words_.together);
        section.blocks.push_back(map());
        if (!plan_.together.flows.empty()) {
            const plan::FlowView& main = plan_.together.flows.front();
            if (!main.strongest.empty()) section.blocks.push_back(pairs(main, main.strongest, words_.strongest));
            if (!main.outside.empty()) section.blocks.push_back(pairs(main, main.outside, words_.outside));
        }
        return closed(std::move(section), plan_.together.answer);
    }

    [[nodiscard]] report::Section standing() const {
        const plan::Standing& s = plan_.standing;
        report::Section section = opened(s.answer, words_.standing);
        if (!s.answer.answered) return closed(std::move(section), s.answer);
        std::vector<Index> rows(s.places.size());
        for (Index i = 0; i < std::ssize(rows); ++i) rows[i] = i;
        std::stable_sort(rows.begin(), rows.end(),
                         [&](Index a, Index b) { return s.composite.rank[a] < s.composite.rank[b]; });
        report::Table table{.columns = {{words_.place},
                                        {words_.rank, report::Align::right},
                                        {words_.span, report::Align::right},
                                        {words_.score, report::Align::right}}};
        for (const std::string& side : s.sides) table.columns.push_back({side, report::Align::right});
        const bool graded = s.sides.size() >= 2;
        if (graded) table.columns.push_back({words_.grade});
        for (const Index i : rows) {
            const base::Mark mark = s.composite.marks(i, s.composite.marks.cols() - 1);
            report::Row row{basis_.name(s.places[i]),
                            std::to_string(s.composite.rank[i]),
                            report::fixed(s.spans.rank_range(i, 0), 0) + "–" +
                                report::fixed(s.spans.rank_range(i, 2), 0),
                            {report::fixed(s.composite.score[i], 2), mark}};
            for (Index k = 0; k < s.levels.cols(); ++k) row.push_back(report::fixed(s.levels(i, k), 2));
            if (graded) row.push_back(s.coupling.grades[s.coupling.grade[i]].name);
            table.rows.push_back(std::move(row));
        }
        section.blocks.push_back(std::move(table));
        return closed(std::move(section), s.answer);
    }

    [[nodiscard]] report::Section industries() const {
        const plan::Industries& d = plan_.industries;
        report::Section section = opened(d.answer, words_.industries_head);
        if (d.answer.answered && d.places.size() <= 60 && d.industries.size() <= 30) {
            std::vector<std::string> rows, columns;
            for (const Index place : d.places) rows.push_back(basis_.name(place));
            std::vector<Index> kept;
            for (Index k = 0; k < std::ssize(d.industries); ++k)
                if (d.region_share[k] >= 0.001) { // what hardly exists has wild quotients
                    const model::Industry& its = basis_.region.industries()[d.industries[k]];
                    columns.push_back(model::shown_name(its));
                    kept.push_back(k);
                }
            const Eigen::MatrixXd shown = d.quotient(Eigen::all, kept).cwiseMin(3.0);
            section.blocks.push_back(report::Figure{
                report::heat_matrix(rows, columns, shown,
                                    {.title = words_.industries, .digits = 1, .centred = true, .centre = 1.0}),
                words_.industries});
        }
        return closed(std::move(section), d.answer);
    }

    [[nodiscard]] report::Section roles() const {
        const plan::RolesAnswer& r = plan_.roles;
        report::Section section = opened(r.answer, words_.roles);
        for (const plan::LayoutView& view : r.layouts) {
            report::Table table{.caption = plan::phrase(words_.layout, {{"layout", view.layout}}),
                                .columns = {{words_.place}, {words_.role}, {""}, {words_.kept, report::Align::right}}};
            for (const model::Role role : {model::Role::core, model::Role::wing, model::Role::point})
                for (Index i = 0; i < std::ssize(view.stated); ++i) {
                    const bool stated = view.stated[i] == role;
                    const bool proposed = !stated && !view.proposal.roles.empty() && view.proposal.roles[i] == role &&
                                          view.stated[i] == model::Role::other;
                    if (!stated && !proposed) continue;
                    table.rows.push_back(
                        {r.territory.lines[i].name, std::string(model::name(role)),
                         stated ? words_.stated : words_.proposed,
                         proposed && view.runs > 0 ? report::percent(view.confidence.kept[i], 0) : ""});
                }
            section.blocks.push_back(std::move(table));
        }
        return closed(std::move(section), r.answer);
    }

    [[nodiscard]] report::Section division() const {
        const plan::Division& d = plan_.division;
        report::Section section = opened(d.answer, words_.division);
        for (const plan::ResourceDivision& r : d.resources) {
            if (!r.possible) continue;
            std::vector<report::Bar> bars;
            std::vector<Index> order(d.lines.size());
            for (Index g = 0; g < std::ssize(order); ++g) order[g] = g;
            std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return r.share[a] > r.share[b]; });
            for (const Index g : order)
                bars.push_back({.label = d.lines[g].name,
                                .value = r.share[g],
                                .mark = base::combine(d.need.mark(g), base::Mark::derived)});
            const std::string unit = r.unit.empty() ? words_.of_hundred : r.name + ", " + r.unit;
            section.blocks.push_back(
                report::Figure{report::bar_chart(bars, {.title = unit,
                                                        .unit = r.unit,
                                                        .digits = r.whole ? 0 : report::decimals(r.amount, 4),
                                                        .width = 860.0}),
                               plan::phrase(words_.divided, {{"unit", unit}})});
            break; // the main one; what is divided in whole ones stands in the lines
        }
        return closed(std::move(section), d.answer);
    }

    [[nodiscard]] report::Section projects() const {
        return closed(opened(plan_.projects.answer, words_.projects), plan_.projects.answer);
    }

    [[nodiscard]] report::Section progress() const {
        const plan::Progress& p = plan_.progress;
        report::Section section = opened(p.answer, words_.progress);
        if (!p.targets.empty()) {
            const report::Section targets = targets_section({}, target_lines());
            section.blocks.insert(section.blocks.end(), targets.blocks.begin(), targets.blocks.end());
        }
        if (!p.bodies.empty()) {
            report::Table table{.caption = words_.load,
                                .columns = {{words_.body},
                                            {words_.leads, report::Align::right},
                                            {words_.supports, report::Align::right}}};
            for (const plan::BodyLoad& body : p.bodies)
                table.rows.push_back({body.body, std::to_string(body.leads), std::to_string(body.supports)});
            section.blocks.push_back(std::move(table));
        }
        return closed(std::move(section), p.answer);
    }

    [[nodiscard]] report::Section data() const {
        std::vector<MarkCount> counts;
        for (const plan::Coverage& c : plan_.data.indicators)
            counts.push_back(count_marks(c.name, basis_.districts.rows(c.figures.column).marks()));
        std::vector<std::string> sources;
        if (!basis_.region.info().source.empty()) sources.push_back(basis_.region.info().source);
        std::set<std::string> layers;
        for (const model::Layer& layer : basis_.region.layers())
            if (!layer.source.empty()) layers.insert(model::shown_name(layer) + ": " + layer.source);
        sources.insert(sources.end(), layers.begin(), layers.end());
        sources.push_back(words_.sources);
        report::Section section = opened(plan_.data.answer, words_.data);
        const report::Section notes = data_section({}, counts, plan_.data.findings, sources);
        section.blocks.insert(section.blocks.end(), notes.blocks.begin(), notes.blocks.end());
        section.sections = notes.sections;
        return closed(std::move(section), plan_.data.answer);
    }

private:
    const plan::Plan& plan_;
    const PlanPageOptions& options_;
    const PlanPageWords& words_;
    const plan::Basis& basis_;

    /// Head, sentence, grounds and lines of an answer.
    [[nodiscard]] report::Section opened(const plan::Answer& answer, const std::string& head) const {
        report::Section section{.title = head, .blocks = {report::Paragraph{answer.sentence}}};
        if (answer.answered)
            section.blocks.push_back(report::Note{plan::grounds_text(answer, basis_.words.common, "; ")});
        if (!answer.lines.empty()) section.blocks.push_back(report::Bullets{answer.lines});
        return section;
    }

    /// What would answer it better, at the end.
    [[nodiscard]] report::Section closed(report::Section section, const plan::Answer& answer) const {
        const std::string needs = plan::needs_text(answer, basis_.words.common, std::ssize(answer.needs));
        if (!needs.empty()) section.blocks.push_back(report::Paragraph{needs + '.'});
        return section;
    }

    /// The highest role that any layout gives each place of the region.
    [[nodiscard]] model::Roles stated_roles() const {
        model::Roles roles(basis_.region.size(), model::Role::other);
        for (const model::Assignment& row : basis_.region.layouts())
            if (const auto at = basis_.region.find(row.place)) roles[*at] = std::min(roles[*at], row.role);
        return roles;
    }

    /// All places with coordinates, and the strongest links of the main flow.
    [[nodiscard]] report::Block map() const {
        const auto all = model::select(basis_.region, [](const model::Place&) { return true; });
        const model::Column size =
            basis_.size ? *basis_.size
                        : model::Column(Eigen::VectorXd::Zero(basis_.region.size()),
                                        base::Marks::Constant(basis_.region.size(), 1, base::Mark::missing));
        model::Column circles(size.values().cwiseMax(0.0), size.marks(), {.name = size.name(), .unit = size.unit()});
        const auto places = map_places(all, circles, stated_roles());
        const std::vector<Index> row = map_rows(all);
        std::vector<MapLink> links;
        std::string flow = "–", unit;
        if (!plan_.together.flows.empty()) {
            const plan::FlowView& main = plan_.together.flows.front();
            flow = main.name;
            unit = main.unit;
            const Index n = basis_.region.size();
            for (Index i = 0; i < n; ++i)
                for (Index j = i + 1; j < n; ++j) {
                    const double sum = main.both_ways(i, j).value_or(0.0);
                    if (row[i] >= 0 && row[j] >= 0 && sum > 0.0) links.push_back({row[i], row[j], sum});
                }
        }
        std::string caption = plan::phrase(words_.map, {{"size", size_name()}, {"flow", flow}});
        const plan::Choices& choices = basis_.choices;
        if (options_.boundaries.empty())
            caption += ' ' + words_.no_outlines;
        else if (!choices.map_source.empty())
            caption += ' ' + plan::phrase(words_.map_source, {{"source", choices.map_source}});
        if (!options_.boundaries.empty() && !choices.map_approval.empty())
            caption += ' ' + plan::phrase(words_.map_approval, {{"approval", choices.map_approval}});
        const report::Section section =
            map_section({.caption = caption}, places.places, links, options_.boundaries,
                        {.title = basis_.choices.title,
                         .links = 70,
                         .words = {.size = size_name(), .strength = unit.empty() ? flow : flow + ", " + unit}});
        return section.blocks.front();
    }

    [[nodiscard]] std::string size_name() const {
        if (!basis_.size) return "–";
        const model::Indicator& its = basis_.region.indicator(basis_.choices.size);
        const std::string name = model::shown_name(its);
        return its.unit.empty() ? name : name + ", " + its.unit;
    }

    [[nodiscard]] report::Table pairs(const plan::FlowView& view, const std::vector<plan::PairFlow>& list,
                                      const std::string& caption) const {
        report::Table table{
            .caption = caption,
            .columns = {{words_.pair}, {view.unit.empty() ? words_.flow : view.unit, report::Align::right}}};
        const bool whole =
            std::all_of(list.begin(), list.end(), [](const auto& p) { return std::floor(p.flow) == p.flow; });
        for (const plan::PairFlow& pair : list)
            table.rows.push_back(
                {basis_.name(pair.first) + " – " + basis_.name(pair.second),
                 {whole ? report::fixed(pair.flow, 0) : report::significant(pair.flow, 4), base::Mark::observed}});
        return table;
    }

    [[nodiscard]] std::vector<TargetLine> target_lines() const {
        const plan::ProgressWords& words = basis_.words.progress;
        std::vector<TargetLine> lines;
        for (const plan::TargetOutcome& o : plan_.progress.targets) {
            const model::Target& target = basis_.region.targets()[o.target];
            const model::Indicator& its = basis_.region.indicator(target.indicator);
            const std::string& status = o.state == plan::TargetState::met      ? words.met
                                        : o.state == plan::TargetState::missed ? words.missed
                                        : o.state == plan::TargetState::before ? words.before
                                                                               : words.no_outcome;
            const bool whole =
                std::floor(target.target) == target.target && (!o.outcome || std::floor(*o.outcome) == *o.outcome);
            lines.push_back({.indicator = model::shown_name(its),
                             .unit = its.unit,
                             .baseline = target.baseline,
                             .target = target.target,
                             .outcome = o.outcome,
                             .outcome_mark = o.mark,
                             .digits = whole ? 0 : 1,
                             .status = status + (o.outcome ? ", " + std::to_string(o.year) : ""),
                             .note = target.source});
        }
        return lines;
    }
};

} // namespace corewing::briefing::detail
