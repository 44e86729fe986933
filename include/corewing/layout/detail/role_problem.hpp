#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/layout/detail/link_unit.hpp"
#include "corewing/layout/detail/pair_table.hpp"
#include "corewing/layout/detail/prepared_linkage.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// The problem of role inference, checked and put into one unit: the value of a layout is
///   sum_{i<j} link_unit W_ij image[role_i][role_j] + sum_i capability_unit capability_i rank[role_i]
///   + spread_unit sum over cores and pairs of wings of their separation.
template <class Matrix>
struct RoleProblem {
    Matrix w = {}; ///< symmetric, zero diagonal
    Index n = 0;
    std::array<Index, 4> count = {}; ///< places a role
    Image image = {};
    Eigen::Vector4d rank = {};
    Eigen::VectorXd capability = {};    ///< n x 1, zeros where there is none
    std::vector<unsigned char> allowed; ///< one bit a role
    std::vector<Index> cluster = {};    ///< 0 .. clusters-1, empty = no limits
    Index clusters = 0, most = 0, least = 0;
    Eigen::MatrixXd direction = {}; ///< n x 3 unit vectors, empty = no spread
    int link_exponent = 0, capability_exponent = 0; ///< w and capability are in units of 2 to this
    double link_scale = 0.0, capability_scale = 0.0;
    double link_unit = 0.0, capability_unit = 0.0, spread_unit = 0.0;
    std::string conflict = {}; ///< why no layout can exist, as far as that is plain to see

    [[nodiscard]] Index count_of(model::Role role) const { return count[base::position(role)]; }
    [[nodiscard]] bool may(Index place, Index role) const { return ((allowed[place] >> role) & 1) != 0; }
    [[nodiscard]] bool may(Index place, model::Role role) const { return may(place, base::position(role)); }
    [[nodiscard]] double separation(Index core, Index a, Index b) const {
        const Eigen::Vector3d c = direction.row(core).transpose();
        const auto bearing = [&](Index place) -> Eigen::Vector3d {
            const Eigen::Vector3d p = direction.row(place).transpose();
            const Eigen::Vector3d tangent = p - p.dot(c) * c;
            const double length = tangent.norm();
            return base::above(length, 0.0, 1.0) ? Eigen::Vector3d(tangent / length) : Eigen::Vector3d::Zero();
        };
        const Eigen::Vector3d to_a = bearing(a), to_b = bearing(b);
        if (to_a.isZero() || to_b.isZero()) return 0.0;
        return std::clamp((1.0 - to_a.dot(to_b)) / 2.0, 0.0, 1.0);
    }
};

/// The largest of many values.
template <class = void>
class Largest {
public:
    explicit Largest(Index count) : count_(count) {}
    void add(double value) {
        if (count_ == 0 || value <= floor_) return;
        values_.push_back(value);
        if (std::ssize(values_) >= 2 * count_ + 1000) cut();
    }
    /// The largest first.
    [[nodiscard]] std::vector<double> sorted() {
        if (std::ssize(values_) > count_) cut();
        std::sort(values_.begin(), values_.end(), std::greater<>());
        return std::move(values_);
    }

private:
    void cut() {
        const auto last = values_.begin() + (count_ - 1);
        std::nth_element(values_.begin(), last, values_.end(), std::greater<>());
        floor_ = *last;
        values_.resize(count_);
    }

    Index count_;
    double floor_ = -HUGE_VAL; ///< nothing up to it is among the largest any more
    std::vector<double> values_ = {};
};

/// The most that sum value * weight can be when values and weights may be matched at will (weights with counts).
/// @param each  each(visit) shows all values
template <class Each>
double best_match(const Each& each, std::vector<std::pair<double, double>> weights) {
    std::sort(weights.begin(), weights.end(), std::greater<>());
    Index positive = 0;
    for (const auto& [weight, count] : weights)
        if (weight > 0.0) positive += std::llround(std::max(0.0, count));
    Largest<> largest(positive);
    each([&](double value) { largest.add(value); });
    const std::vector<double> values = largest.sorted();
    double sum = 0.0;
    Index next = 0;
    for (const auto& [weight, count] : weights)
        for (double k = 0.0; k < count && next < std::ssize(values) && weight > 0.0; k += 1.0)
            sum += weight * values[next++];
    return sum;
}

template <class Matrix>
double link_scale(const Matrix& w, const std::array<Index, 4>& count, const Image& image) {
    const auto each = [&](const auto& visit) {
        for (Index j = 0; j < w.outerSize(); ++j)
            each_link(w, j, [&](Index i, double value) {
                if (i < j && value > 0.0) visit(value);
            });
    };
    std::vector<std::pair<double, double>> weights;
    for (Index r = 0; r < model::role_count; ++r)
        for (Index s = 0; s <= r; ++s) {
            const auto a = static_cast<double>(count[r]), b = static_cast<double>(count[s]);
            weights.emplace_back(image(r, s), r == s ? a * (a - 1.0) / 2.0 : a * b);
        }
    return best_match(each, std::move(weights));
}

template <class Double = double>
Eigen::MatrixXd unit_vectors(const Eigen::MatrixXd& position, Index n) {
    if (position.rows() != n || (position.cols() != 2 && position.cols() != 3))
        throw base::bad_shape(
            "is " + std::to_string(position.rows()) + " x " + std::to_string(position.cols()),
            {.field = "position", .remedy = "give one row a place: lon and lat in degrees, or a vector of three"});
    if (position.cols() == 2) {
        base::check_range(position.col(0), -180.0, 180.0, "position (lon)");
        base::check_range(position.col(1), -90.0, 90.0, "position (lat)");
    } else {
        base::check_range(position, -1e100, 1e100, "position");
    }
    Eigen::MatrixX<Double> direction(n, 3);
    for (Index i = 0; i < n; ++i) {
        if (position.cols() == 2) {
            const double lon = position(i, 0) * std::numbers::pi / 180.0,
                         lat = position(i, 1) * std::numbers::pi / 180.0;
            direction.row(i) << std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat);
        } else {
            const double length = position.row(i).norm();
            if (!(length > 0.0))
                throw base::bad_value("has no direction", {.field = "position[" + std::to_string(i) + "]",
                                                           .remedy = "give a vector that is not 0"});
            direction.row(i) = position.row(i) / length;
        }
    }
    return direction;
}

template <class = void>
void check_role_options(const RoleOptions& options, Index n) {
    const auto check_place = [n](Index place, const char* field, Index k) {
        if (place >= 0 && place < n) return;
        throw base::bad_value("there is no place " + std::to_string(place) + " among " + std::to_string(n),
                              {.field = std::string(field) + "[" + std::to_string(k) + "]"});
    };
    if (options.capability.size() > 0) {
        base::check_size(options.capability.size(), n, "capability");
        base::check_nonnegative(options.capability, "capability");
    }
    base::check_range(options.capability_weight, 0.0, 1.0, "capability_weight");
    base::check_range(options.rank, 0.0, 1.0, "rank");
    base::check_range(options.spread_weight, 0.0, 1e6, "spread_weight");
    for (Index k = 0; k < std::ssize(options.fixed); ++k) check_place(options.fixed[k].place, "fixed", k);
    for (Index k = 0; k < std::ssize(options.forbidden); ++k) check_place(options.forbidden[k].place, "forbidden", k);
    for (Index k = 0; k < std::ssize(options.excluded); ++k) check_place(options.excluded[k], "excluded", k);
    if (!options.cluster.empty()) {
        base::check_size(std::ssize(options.cluster), n, "cluster");
        for (Index i = 0; i < std::ssize(options.cluster); ++i)
            if (options.cluster[i] < 0)
                throw base::bad_value(
                    std::to_string(options.cluster[i]) + " is no cluster number",
                    {.field = "cluster[" + std::to_string(i) + "]", .remedy = "count clusters from 0"});
    } else if (options.most_points_per_cluster >= 0 || options.least_points_per_cluster > 0) {
        throw base::bad_value("points are limited by cluster but there are no clusters",
                              {.field = "cluster", .remedy = "give each place its cluster"});
    }
    base::check_range(static_cast<double>(options.runners_up), 0.0, 1e6, "runners_up");
    if (options.most_points_per_cluster < -1 || options.least_points_per_cluster < 0)
        throw base::bad_value("a number of points cannot be negative", {.field = "points_per_cluster"});
    if (!(options.work_limit >= 1.0) || options.restarts < 1)
        throw base::bad_value("must be at least 1", {.field = options.restarts < 1 ? "restarts" : "work_limit"});
}

/// The roles each place may have, as bits, and the first contradiction met.
template <class Matrix>
void read_rules(const RoleOptions& options, RoleProblem<Matrix>& problem) {
    const auto bit = [](model::Role role) { return static_cast<unsigned char>(1U << static_cast<unsigned>(role)); };
    problem.allowed.assign(problem.n, 0b1111);
    const auto restrict_to = [&](Index place, unsigned char roles) {
        problem.allowed[place] = static_cast<unsigned char>(problem.allowed[place] & roles);
        if (problem.allowed[place] == 0 && problem.conflict.empty())
            problem.conflict = "the rules leave no role for place " + std::to_string(place);
    };
    for (const auto& [place, role] : options.fixed) restrict_to(place, bit(role));
    for (const auto& [place, role] : options.forbidden)
        restrict_to(place, static_cast<unsigned char>(0b1111 & ~bit(role)));
    for (const Index place : options.excluded) restrict_to(place, bit(model::Role::other));

    if (options.cluster.empty() || (options.most_points_per_cluster < 0 && options.least_points_per_cluster == 0))
        return;
    std::vector<Index> names = options.cluster;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    problem.clusters = std::ssize(names);
    problem.most = options.most_points_per_cluster < 0 ? problem.n : options.most_points_per_cluster;
    problem.least = options.least_points_per_cluster;
    for (const Index name : options.cluster)
        problem.cluster.push_back(std::lower_bound(names.begin(), names.end(), name) - names.begin());
}

/// Checks everything and makes the problem.
/// @throws bad_shape, bad_value
template <class Matrix, class Input>
RoleProblem<Matrix> make_role_problem(const Input& linkage, const Pattern& pattern, const RoleOptions& options) {
    RoleProblem<Matrix> problem;
    check_pattern(pattern);
    problem.w = prepare(linkage, options.skip);
    problem.n = problem.w.rows();
    check_role_options(options, problem.n);
    problem.count = {pattern.core, pattern.wing, pattern.point,
                     problem.n - pattern.core - pattern.wing - pattern.point};
    problem.image = pattern.image;
    problem.rank = options.rank;
    read_rules(options, problem);
    if (problem.count_of(model::Role::other) < 0) {
        problem.conflict = "the pattern has " + std::to_string(pattern.core + pattern.wing + pattern.point) +
                           " places with a role and the region has " + std::to_string(problem.n) + " places";
        return problem;
    }

    const bool has_capability = options.capability.size() > 0;
    const double share = has_capability ? options.capability_weight : 0.0;
    problem.capability = has_capability ? options.capability : Eigen::VectorXd::Zero(problem.n);
    problem.link_exponent = take_unit(problem.w, largest_link(problem.w));
    problem.capability_exponent = take_unit(problem.capability, problem.n > 0 ? problem.capability.maxCoeff() : 0.0);
    problem.link_scale = link_scale(problem.w, problem.count, problem.image);
    if (problem.link_scale > 0.0) problem.link_unit = (1.0 - share) / problem.link_scale;
    if (has_capability) {
        std::vector<std::pair<double, double>> weights;
        for (Index r = 0; r < model::role_count; ++r)
            weights.emplace_back(problem.rank[r], static_cast<double>(problem.count[r]));
        const auto each = [&](const auto& visit) {
            for (const double x : problem.capability) visit(x);
        };
        problem.capability_scale = best_match(each, weights);
        if (problem.capability_scale > 0.0) problem.capability_unit = share / problem.capability_scale;
    }
    if (options.spread_weight > 0.0) {
        problem.direction = unit_vectors(options.position, problem.n);
        const auto wings = static_cast<double>(pattern.wing);
        const double triples = static_cast<double>(pattern.core) * wings * (wings - 1.0) / 2.0;
        if (triples > 0.0) problem.spread_unit = options.spread_weight / triples;
    }
    return problem;
}

/// @throws bad_value where the pattern has more roles than the region has places; nothing can be valued then
template <class Matrix>
void check_enough_places(const RoleProblem<Matrix>& problem) {
    if (problem.count_of(model::Role::other) >= 0) return;
    throw base::bad_value("has " +
                              std::to_string(problem.count_of(model::Role::core) + problem.count_of(model::Role::wing) +
                                             problem.count_of(model::Role::point)) +
                              " places with a role and the region has " + std::to_string(problem.n) + " places",
                          {.field = "pattern", .remedy = "ask for fewer cores, wings or points"});
}

/// The three parts of a layout's value, in the unit of the value.
struct ValueParts {
    double linkage = 0.0, capability = 0.0, spread = 0.0;
    [[nodiscard]] double total() const { return linkage + capability + spread; }
};

template <class Matrix>
ValueParts value_of(const RoleProblem<Matrix>& problem, const model::Roles& roles) {
    ValueParts parts;
    for (Index j = 0; j < problem.n; ++j) {
        const Index s = base::position(roles[j]);
        double links = 0.0;
        each_link(problem.w, j, [&](Index i, double value) {
            if (i < j) links += value * problem.image(base::position(roles[i]), s);
        });
        parts.linkage += problem.link_unit * links;
        parts.capability += problem.capability_unit * problem.capability[j] * problem.rank[s];
    }
    if (problem.spread_unit > 0.0) {
        std::vector<Index> cores, wings;
        for (Index i = 0; i < problem.n; ++i) {
            if (roles[i] == model::Role::core) cores.push_back(i);
            if (roles[i] == model::Role::wing) wings.push_back(i);
        }
        for (const Index c : cores)
            for (Index a = 0; a < std::ssize(wings); ++a)
                for (Index b = 0; b < a; ++b)
                    parts.spread += problem.spread_unit * problem.separation(c, wings[a], wings[b]);
    }
    return parts;
}

} // namespace corewing::layout::detail
