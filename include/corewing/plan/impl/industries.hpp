#pragma once

#include "corewing/plan/industries.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/shares.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"
#include "corewing/model/output.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/derived.hpp"
#include "corewing/plan/detail/industry_words.hpp"

#include <algorithm>
#include <utility>

namespace corewing::plan {

namespace detail {

/// The years of output.csv in which a district has figures, ascending.
inline std::vector<int> output_years(const model::Region& region) {
    std::vector<int> years;
    for (const model::Output& row : region.output()) years.push_back(row.year);
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

/// The districts with figures in all industries that have any in that year; columns without a figure are left out.
template <class = void>
void choose_cells(Industries& result, const model::Selection& districts, const model::MarkedMatrix& output) {
    for (Index k = 0; k < output.cols(); ++k)
        for (const Index i : districts.indices())
            if (output(i, k)) {
                result.industries.push_back(k);
                break;
            }
    for (const Index i : districts.indices()) {
        double sum = 0.0;
        bool known = !result.industries.empty();
        for (const Index k : result.industries) {
            known = known && output(i, k).has_value();
            sum += output(i, k).value_or(0.0);
        }
        if (known && sum > 0.0) result.places.push_back(i);
    }
}

/// The ten pairs with the highest values above 0, ties in the order of the rows.
template <class Value>
std::vector<PlaceTie> best_ties(Index n, Value value) {
    std::vector<PlaceTie> best;
    for (Index i = 0; i < n; ++i)
        for (Index j = i + 1; j < n; ++j)
            if (const PlaceTie tie{i, j, value(i, j)}; tie.value > 0.0) keep_ten(best, tie, &PlaceTie::value);
    return best;
}

/// At most three industries that the places have more of than the others, those that make the greatest difference
/// first, each with at least a hundredth of what the places do.
template <class = void>
std::vector<Index> leading_of(const Industries& result, const std::vector<Index>& places) {
    Eigen::RowVectorX<double> mean = Eigen::RowVectorX<double>::Zero(result.shares.cols());
    for (const Index i : places) mean += result.shares.row(i) / static_cast<double>(places.size());
    std::vector<std::pair<double, Index>> more;
    for (Index k = 0; k < mean.size(); ++k)
        if (const double lead = mean[k] - result.region_share[k];
            base::above(lead, 0.0, 1.0) && base::at_least(mean[k], 0.01, 1.0))
            more.push_back({lead, k});
    std::stable_sort(more.begin(), more.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Index> leading;
    for (const auto& [lead, k] : more)
        if (leading.size() < 3) leading.push_back(k);
    return leading;
}

/// Groups of places of which every two are at least `likeness` alike; at most six, the most alike pair first.
template <class = void>
void find_groups(Industries& result, const Eigen::MatrixXd& different, double likeness) {
    const Index n = different.rows();
    std::vector<bool> taken(n);
    while (result.groups.size() < 6) {
        PlaceTie seed{-1, -1, 0.0};
        for (Index i = 0; i < n; ++i)
            for (Index j = i + 1; j < n && !taken[i]; ++j)
                if (!taken[j] && 1.0 - different(i, j) > seed.value) seed = {i, j, 1.0 - different(i, j)};
        if (seed.first < 0 || !base::at_least(seed.value, likeness, 1.0)) return;
        ProfileGroup group{.places = {seed.first, seed.second}, .least = seed.value};
        Eigen::VectorX<double> least = (1.0 - different.col(seed.first).cwiseMax(different.col(seed.second)).array());
        while (true) {
            Index next = -1;
            taken[group.places.back()] = taken[group.places.front()] = true;
            for (Index i = 0; i < n; ++i)
                if (!taken[i] && (next < 0 || least[i] > least[next])) next = i;
            if (next < 0 || !base::at_least(least[next], likeness, 1.0)) break;
            group.least = std::min(group.least, least[next]);
            group.places.push_back(next);
            least = least.cwiseMin((1.0 - different.col(next).array()).matrix());
        }
        std::sort(group.places.begin(), group.places.end());
        group.leading = leading_of(result, group.places);
        result.groups.push_back(std::move(group));
    }
}

/// How much nearer two places together come to the region's mix than the nearer of them alone.
template <class = void>
void find_completing(Industries& result) {
    const Eigen::RowVectorX<double> region = result.region_share.transpose();
    const Eigen::VectorX<double> size = result.amounts.rowwise().sum();
    result.completing = best_ties(std::ssize(result.places), [&](Index i, Index j) {
        const double all = size[i] + size[j];
        const double together = ((result.amounts.row(i) + result.amounts.row(j)) / all - region).cwiseAbs().sum() / 2.0;
        const double gain = std::min(result.hoover[i], result.hoover[j]) - together;
        return base::above(gain, 0.0, 1.0) ? gain : 0.0;
    });
}

/// The shares of the same places and industries in the first year that knows them all.
template <class = void>
void find_change(Industries& result, const model::Region& region) {
    for (const int year : output_years(region)) {
        if (year >= result.year) return;
        const model::MarkedMatrix then = model::output(region, year);
        Eigen::VectorX<double> sum = Eigen::VectorX<double>::Zero(std::ssize(result.industries));
        bool known = true;
        for (const Index i : result.places)
            for (Index c = 0; c < sum.size(); ++c) {
                const auto cell = then(i, result.industries[c]);
                known = known && cell;
                sum[c] += cell.value_or(0.0);
            }
        if (!known || sum.sum() <= 0.0) continue;
        result.earlier_year = year;
        result.earlier_share = sum / sum.sum();
        return;
    }
}

/// Projects whose theme is an industry of a chain, by place and stage.
template <class = void>
void count_projects(Industries& result, const model::Region& region) {
    const auto& all = region.industries();
    for (const model::Industry& first : all) {
        if (first.chain.empty()) continue;
        const auto same = [&](const ChainProjects& c) { return c.chain == first.chain; };
        if (std::any_of(result.chains.begin(), result.chains.end(), same)) continue;
        ChainProjects chain{.chain = first.chain};
        std::vector<std::string> ids;
        for (const model::Industry& stage : all)
            if (stage.chain == first.chain) {
                ids.push_back(stage.id);
                chain.stages.push_back(model::shown_name(stage));
            }
        chain.count = Eigen::MatrixXi::Zero(region.size(), std::ssize(ids));
        chain.nowhere = Eigen::VectorXi::Zero(std::ssize(ids));
        for (const model::Project& project : region.projects()) {
            const auto at = std::find(ids.begin(), ids.end(), project.theme);
            if (at == ids.end() || project.mark == base::Mark::synthetic) continue;
            if (project.place.empty())
                ++chain.nowhere[at - ids.begin()];
            else
                ++chain.count(region.index(project.place), at - ids.begin());
        }
        if (chain.count.sum() + chain.nowhere.sum() > 0 && ids.size() > 1) result.chains.push_back(std::move(chain));
    }
}

/// The year taken, its figures and its cells; no place where no district has figures in any year.
template <class = void>
model::MarkedMatrix choose_year(Industries& result, const Basis& basis) {
    std::vector<int> years;
    std::vector<Industries> cells;
    for (const int year : output_years(basis.region)) {
        Industries tried;
        choose_cells(tried, basis.districts, model::output(basis.region, year));
        if (tried.places.empty()) continue;
        years.push_back(year);
        cells.push_back(std::move(tried));
    }
    if (years.empty()) return {};
    result.year = chosen_year(years, basis.choices.year);
    const Index at = std::lower_bound(years.begin(), years.end(), result.year) - years.begin();
    result.places = std::move(cells[at].places);
    result.industries = std::move(cells[at].industries);
    return model::output(basis.region, result.year);
}

template <class = void>
void measure(Industries& result, const model::MarkedMatrix& output) {
    const Index n = std::ssize(result.places), m = std::ssize(result.industries);
    result.amounts.resize(n, m);
    for (Index i = 0; i < n; ++i)
        for (Index k = 0; k < m; ++k) {
            result.amounts(i, k) = *output(result.places[i], result.industries[k]);
            result.mark = std::max(result.mark, output.mark(result.places[i], result.industries[k]));
        }
    result.shares = industry::row_shares(result.amounts);
    result.quotient = industry::location_quotient(result.amounts).value;
    result.hoover = industry::specialisation(result.amounts).hoover;
    result.region_share = result.amounts.colwise().sum().transpose() / result.amounts.sum();
}

} // namespace detail

COREWING_BODY
Industries industries(const Basis& basis, double likeness) {
    base::check_range(likeness, 1e-6, 1.0, "likeness");
    Industries result;
    result.answer = {.question = "industries", .title = basis.words.industries.title};
    if (!basis.region.output().empty()) result.unit = basis.region.output().front().unit;
    detail::count_projects(result, basis.region);
    const model::MarkedMatrix output = detail::choose_year(result, basis);
    if (result.places.empty()) {
        const IndustriesWords& words = basis.words.industries;
        detail::leave_open(result.answer, basis, words.no_output,
                           {phrase(words.need_output, {{"unit", result.unit.empty() ? words.amounts : result.unit}})});
        detail::chain_lines(result, basis);
        return result;
    }
    detail::measure(result, output);
    const Eigen::MatrixXd different = industry::differentiation(result.amounts);
    result.alike = detail::best_ties(different.rows(), [&](Index i, Index j) { return 1.0 - different(i, j); });
    detail::find_groups(result, different, likeness);
    detail::find_completing(result);
    detail::find_change(result, basis.region);
    detail::say_industries(result, basis);
    return result;
}

} // namespace corewing::plan
