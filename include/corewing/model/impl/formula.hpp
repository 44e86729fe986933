#pragma once

#include "corewing/model/formula.hpp"

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/formula_tree.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/detail/measured.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/labels.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace corewing::model {

namespace detail {

/// Numbers by place while a formula is worked out.
struct FormulaCells {
    Eigen::VectorXd values;
    base::Marks marks;
};

/// A result; what is missing or has left the range of numbers holds 0.
inline FormulaCells settled_cells(FormulaCells cells) {
    for (Index i = 0; i < cells.values.size(); ++i) {
        if (!std::isfinite(cells.values[i])) cells.marks(i, 0) = base::Mark::missing;
        if (cells.marks(i, 0) == base::Mark::missing) cells.values[i] = 0.0;
    }
    return cells;
}

/// Works out one formula.
template <class = void>
class FormulaWork {
public:
    FormulaWork(const Region& region, const Indicator& indicator, const FigureSource& source, base::Findings* findings)
        : region_(region), indicator_(indicator), source_(source), findings_(findings),
          tree_(read_formula(indicator.formula)) {}

    FormulaCells whole(int year) { return node(std::ssize(tree_.nodes) - 1, year); }

private:
    const Region& region_;
    const Indicator& indicator_;
    const FigureSource& source_;
    base::Findings* findings_;
    FormulaTree tree_;

    FormulaCells node(Index k, int year) {
        const FormulaNode& its = tree_.nodes[k];
        switch (its.op) {
        case FormulaOp::number:
            return {Eigen::VectorXd::Constant(region_.size(), its.number),
                    base::Marks::Constant(region_.size(), 1, base::Mark::observed)};
        case FormulaOp::figures: {
            const Column column = source_.column(its.name, year);
            return {column.values(), column.marks()};
        }
        case FormulaOp::negate: {
            FormulaCells cells = node(its.left, year);
            cells.values = -cells.values;
            return cells;
        }
        case FormulaOp::at: return node(its.left, its.to);
        case FormulaOp::growth: return growth(node(its.left, its.from), node(its.left, its.to), its);
        case FormulaOp::cluster_share: return cluster_share(node(its.left, year));
        case FormulaOp::per_km2: return per_km2(node(its.left, year));
        case FormulaOp::add:
        case FormulaOp::subtract:
        case FormulaOp::multiply:
        case FormulaOp::divide: break;
        }
        return two(its.op, node(its.left, year), node(its.right, year));
    }

    FormulaCells two(FormulaOp op, FormulaCells a, const FormulaCells& b) {
        std::vector<std::string> by_zero;
        for (Index i = 0; i < a.values.size(); ++i) {
            a.marks(i, 0) = base::combine(a.marks(i, 0), b.marks(i, 0));
            if (op == FormulaOp::add) a.values[i] += b.values[i];
            if (op == FormulaOp::subtract) a.values[i] -= b.values[i];
            if (op == FormulaOp::multiply) a.values[i] *= b.values[i];
            if (op != FormulaOp::divide || a.marks(i, 0) == base::Mark::missing) continue;
            if (b.values[i] == 0.0) by_zero.push_back(region_.place(i).id);
            a.values[i] = b.values[i] == 0.0 ? HUGE_VAL : a.values[i] / b.values[i];
        }
        if (findings_ != nullptr && !by_zero.empty())
            findings_->push_back({.severity = base::Severity::warning,
                                  .topic = "formula",
                                  .subject = indicator_.id,
                                  .text = "missing for " + in_words(by_zero) + ", where it divides by 0"});
        return settled_cells(std::move(a));
    }

    static FormulaCells growth(const FormulaCells& then, FormulaCells now, const FormulaNode& its) {
        for (Index i = 0; i < now.values.size(); ++i) {
            const base::Mark worse = base::combine(then.marks(i, 0), now.marks(i, 0));
            const bool known = worse != base::Mark::missing && worse != base::Mark::imputed && then.values[i] > 0.0 &&
                               now.values[i] > 0.0;
            now.marks(i, 0) = known ? worse : base::Mark::missing;
            if (known) now.values[i] = std::pow(now.values[i] / then.values[i], 1.0 / (its.to - its.from)) - 1.0;
        }
        return settled_cells(std::move(now));
    }

    FormulaCells cluster_share(FormulaCells cells) {
        const Labels clusters = labels(region_, &Place::cluster);
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(clusters.count());
        std::vector<base::Mark> worst(clusters.count(), base::Mark::observed);
        for (Index i = 0; i < region_.size(); ++i)
            if (const Index c = clusters[i]; c >= 0 && region_.place(i).kind == PlaceKind::district) {
                sum[c] += cells.values[i];
                worst[c] = base::combine(worst[c], cells.marks(i, 0));
            }
        for (Index i = 0; i < region_.size(); ++i) {
            const Index c = clusters[i];
            cells.marks(i, 0) = c < 0 ? base::Mark::missing : base::combine(cells.marks(i, 0), worst[c]);
            cells.values[i] = c < 0 || sum[c] == 0.0 ? HUGE_VAL : cells.values[i] / sum[c];
        }
        return settled_cells(std::move(cells));
    }

    FormulaCells per_km2(FormulaCells cells) {
        for (Index i = 0; i < region_.size(); ++i) {
            const auto area = region_.place(i).area_km2;
            cells.marks(i, 0) = area ? base::combine(cells.marks(i, 0), base::Mark::observed) : base::Mark::missing;
            if (area) cells.values[i] /= *area;
        }
        return settled_cells(std::move(cells));
    }
};

/// The years that a node asks for; nothing = any.
template <class = void>
std::optional<std::vector<int>> years_of(const FormulaTree& tree, Index k, const FigureSource& source) {
    const FormulaNode& its = tree.nodes[k];
    if (its.op == FormulaOp::number || its.op == FormulaOp::at) return std::nullopt;
    if (its.op == FormulaOp::figures) return source.years(its.name);
    if (its.op == FormulaOp::growth) return std::vector<int>{its.to};
    auto left = years_of(tree, its.left, source);
    if (its.right < 0) return left;
    auto right = years_of(tree, its.right, source);
    if (!left || !right) return left ? left : right;
    std::vector<int> both;
    std::set_intersection(left->begin(), left->end(), right->begin(), right->end(), std::back_inserter(both));
    return both;
}

} // namespace detail

COREWING_BODY
std::vector<int> formula_years(const Indicator& indicator, const FigureSource& source) {
    const detail::FormulaTree tree = detail::read_formula(indicator.formula);
    if (tree.nodes.empty() || !tree.fault.empty()) return {};
    if (auto years = detail::years_of(tree, std::ssize(tree.nodes) - 1, source)) return *std::move(years);
    std::set<int> named; // nothing but numbers and at(): their own years
    for (const detail::FormulaNode& node : tree.nodes)
        if (node.op == detail::FormulaOp::at) named.insert(node.to);
    return {named.begin(), named.end()};
}

COREWING_BODY
Column evaluate(const Region& region, const Indicator& indicator, int year, const FigureSource& source,
                base::Findings* findings) {
    detail::FormulaCells cells = detail::FormulaWork<>(region, indicator, source, findings).whole(year);
    for (Index i = 0; i < cells.values.size(); ++i)
        cells.marks(i, 0) = base::combine(cells.marks(i, 0), base::Mark::observed);
    return Column(std::move(cells.values), std::move(cells.marks),
                  {.name = indicator.id, .unit = indicator.unit, .year = year, .places = detail::region_ids(region)});
}

COREWING_BODY
FigureSource own_figures(const Region& region) {
    return {.years =
                [region](std::string_view id) {
                    const Indicator& its = region.indicator(id);
                    return its.formula.empty() ? detail::years_with_places(region, id) : formula_years(its, own_figures(region));
                },
            .column =
                [region](std::string_view id, int year) {
                    const Indicator& its = region.indicator(id);
                    return its.formula.empty() ? detail::measured(region, its, year)
                                               : evaluate(region, its, year, own_figures(region));
                }};
}

} // namespace corewing::model
