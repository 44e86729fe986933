#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/formula_tree.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/detail/measured.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/formula.hpp"
#include "corewing/model/labels.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
        case FormulaOp::cluster_share: return cluster_share(node(its.left, year), year);
        case FormulaOp::per_km2: return per_km2(node(its.left, year));
        case FormulaOp::add:
        case FormulaOp::subtract:
        case FormulaOp::multiply:
        case FormulaOp::divide: break;
        }
        return two(its.op, node(its.left, year), node(its.right, year), year);
    }

    /// Tells of places that have no result because of something that the formula does there.
    void tell(const std::vector<std::string>& places, int year, const std::string& why) {
        if (findings_ == nullptr || places.empty()) return;
        findings_->push_back(
            {.severity = base::Severity::warning,
             .topic = "formula",
             .subject = indicator_.id,
             .text = "missing for " + in_words(places) + " in " + std::to_string(year) + ", where it " + why});
    }

    /// One number of two. What is left of equal numbers is 0, whatever their last digits, so that nothing is divided
    /// by a rounding.
    static double result(FormulaOp op, double a, double b) {
        if (op == FormulaOp::add) return base::equal(a, -b) ? 0.0 : a + b;
        if (op == FormulaOp::subtract) return base::equal(a, b) ? 0.0 : a - b;
        return op == FormulaOp::multiply ? a * b : a / b;
    }

    FormulaCells two(FormulaOp op, FormulaCells a, const FormulaCells& b, int year) {
        std::vector<std::string> by_zero, too_large;
        for (Index i = 0; i < a.values.size(); ++i) {
            a.marks(i, 0) = base::combine(a.marks(i, 0), b.marks(i, 0));
            if (a.marks(i, 0) == base::Mark::missing) continue;
            const bool divided_by_zero = op == FormulaOp::divide && b.values[i] == 0.0;
            a.values[i] = divided_by_zero ? HUGE_VAL : result(op, a.values[i], b.values[i]);
            if (divided_by_zero)
                by_zero.push_back(region_.place(i).id);
            else if (!std::isfinite(a.values[i]))
                too_large.push_back(region_.place(i).id);
        }
        tell(by_zero, year, "divides by 0");
        tell(too_large, year, "gives more than a number can hold");
        return settled_cells(std::move(a));
    }

    static FormulaCells growth(const FormulaCells& then, FormulaCells now, const FormulaNode& its) {
        for (Index i = 0; i < now.values.size(); ++i) {
            const base::Mark worse = base::combine(then.marks(i, 0), now.marks(i, 0));
            const bool levels = then.marks(i, 0) != base::Mark::imputed && now.marks(i, 0) != base::Mark::imputed;
            const bool known = worse != base::Mark::missing && levels && then.values[i] > 0.0 && now.values[i] >= 0.0;
            now.marks(i, 0) = known ? worse : base::Mark::missing;
            if (known) now.values[i] = std::pow(now.values[i] / then.values[i], 1.0 / (its.to - its.from)) - 1.0;
        }
        return settled_cells(std::move(now));
    }

    FormulaCells cluster_share(FormulaCells cells, int year) {
        const Labels clusters = labels(region_, &Place::cluster);
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(clusters.count());
        std::vector<base::Mark> worst(clusters.count(), base::Mark::observed);
        for (Index i = 0; i < region_.size(); ++i)
            if (const Index c = clusters[i]; c >= 0 && region_.place(i).kind == PlaceKind::district) {
                sum[c] = result(FormulaOp::add, sum[c], cells.values[i]);
                worst[c] = base::combine(worst[c], cells.marks(i, 0));
            }
        std::vector<std::string> by_zero;
        for (Index i = 0; i < region_.size(); ++i) {
            const Index c = clusters[i];
            const base::Mark mark = c < 0 ? base::Mark::missing : base::combine(cells.marks(i, 0), worst[c]);
            cells.marks(i, 0) = mark;
            if (mark == base::Mark::missing) continue;
            if (sum[c] == 0.0) by_zero.push_back(region_.place(i).id);
            cells.values[i] = sum[c] == 0.0 ? HUGE_VAL : cells.values[i] / sum[c];
        }
        tell(by_zero, year, "divides by 0");
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

/// The years in which a node has figures; nothing = any.
template <class = void>
std::optional<std::vector<int>> years_of(const FormulaTree& tree, Index k, const FigureSource& source) {
    const FormulaNode& its = tree.nodes[k];
    if (its.op == FormulaOp::number) return std::nullopt;
    if (its.op == FormulaOp::figures) return source.years(its.name);
    auto left = years_of(tree, its.left, source);
    const auto has = [&](int year) { return !left || std::binary_search(left->begin(), left->end(), year); };
    if (its.op == FormulaOp::at) return has(its.to) ? std::nullopt : std::optional(std::vector<int>());
    if (its.op == FormulaOp::growth) return has(its.from) && has(its.to) ? std::vector{its.to} : std::vector<int>();
    if (its.right < 0) return left;
    auto right = years_of(tree, its.right, source);
    if (!left || !right) return left ? left : right;
    std::vector<int> both;
    std::set_intersection(left->begin(), left->end(), right->begin(), right->end(), std::back_inserter(both));
    return both;
}

/// The figures of a region, those of formulas worked out on others. Each column is made once.
template <class = void>
class FormulaBook {
public:
    FormulaBook(Region region, FigureSource measured) : region_(std::move(region)), measured_(std::move(measured)) {}

    const std::vector<int>& years(std::string_view id) {
        const Indicator& its = region_.indicator(id);
        if (const auto found = years_.find(its.id); found != years_.end()) return found->second;
        auto there = its.formula.empty() ? measured_.years(id) : formula_years(its, within());
        return years_.emplace(its.id, std::move(there)).first->second;
    }

    const Column& column(std::string_view id, int year) {
        const Indicator& its = region_.indicator(id);
        const std::pair key(its.id, year);
        if (const auto found = columns_.find(key); found != columns_.end()) return found->second;
        auto made = its.formula.empty() ? measured_.column(id, year) : evaluate(region_, its, year, within());
        return columns_.emplace(key, std::move(made)).first->second;
    }

private:
    Region region_;
    FigureSource measured_;
    std::map<std::string, std::vector<int>> years_;
    std::map<std::pair<std::string, int>, Column> columns_;

    /// The book as a source of its own formulas; Region sees to it that they end.
    FigureSource within() {
        return {.years = [this](std::string_view id) { return years(id); },
                .column = [this](std::string_view id, int year) { return column(id, year); }};
    }
};

} // namespace detail

COREWING_BODY
std::vector<int> formula_years(const Indicator& indicator, const FigureSource& source) {
    const detail::FormulaTree tree = detail::read_formula(indicator.formula);
    if (tree.nodes.empty() || !tree.fault.empty()) return {};
    if (auto years = detail::years_of(tree, std::ssize(tree.nodes) - 1, source)) return *std::move(years);
    std::optional<int> last; // nothing but numbers and at()
    for (const detail::FormulaNode& node : tree.nodes)
        if (node.op == detail::FormulaOp::at) last = std::max(last.value_or(node.to), node.to);
    return last ? std::vector{*last} : std::vector<int>();
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
FigureSource with_formulas(const Region& region, FigureSource measured) {
    const auto book = std::make_shared<detail::FormulaBook<>>(region, std::move(measured));
    return {.years = [book](std::string_view id) { return book->years(id); },
            .column = [book](std::string_view id, int year) { return book->column(id, year); }};
}

COREWING_BODY
FigureSource own_figures(const Region& region) {
    return with_formulas(
        region, {.years = [region](std::string_view id) { return detail::years_with_places(region, id); },
                 .column = [region](std::string_view id,
                                    int year) { return detail::measured(region, region.indicator(id), year); }});
}

} // namespace corewing::model
