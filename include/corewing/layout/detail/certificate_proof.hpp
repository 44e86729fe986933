#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/certificate_fit.hpp"
#include "corewing/layout/detail/certificate_links.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/Geometry>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// Checks layouts and proves bounds for verify_role_inference. Written to share nothing with the solver.
template <class Double = double>
class RoleProof {
public:
    enum class Verdict { proven, refuted, open };
    using Place = Index;

    template <class Input>
    RoleProof(const Input& linkage, const Pattern& pattern, const RoleOptions& rules)
        : pattern_(pattern), rules_(rules), n_(static_cast<Place>(linkage.rows())) {
        links_ = certificate_links<Double>(linkage, rules.skip);
        capability_ = rules.capability;
        const double ablest = capability_.size() > 0 ? capability_.maxCoeff() : 0.0;
        for (double& x : capability_) x = about_one(x, ablest);
        find_units();
    }

    /// The first rule that a layout breaks, or nothing.
    [[nodiscard]] std::string broken_rule(const model::Roles& roles) const {
        std::array<Index, 4> size{};
        for (const auto role : roles) ++size[base::position(role)];
        for (const auto role : {model::Role::core, model::Role::wing, model::Role::point})
            if (size[base::position(role)] != pattern_.count(role))
                return "the number of places as " + std::string(name(role)) + " is " +
                       std::to_string(size[base::position(role)]) + ", not " + std::to_string(pattern_.count(role));
        for (Place i = 0; i < n_; ++i)
            if (!may(i, roles[i])) return "place " + std::to_string(i) + " may not be " + std::string(name(roles[i]));
        std::map<Index, Index> points;
        for (Place i = 0; i < std::ssize(rules_.cluster); ++i)
            points[rules_.cluster[i]] += roles[i] == model::Role::point;
        for (const auto& [cluster, count] : points)
            if (count < rules_.least_points_per_cluster ||
                (rules_.most_points_per_cluster >= 0 && count > rules_.most_points_per_cluster))
                return "cluster " + std::to_string(cluster) + " has " + std::to_string(count) + " points";
        return {};
    }

    /// Whether the rules let a place have a role.
    [[nodiscard]] bool may(Place i, model::Role role) const {
        for (const auto& rule : rules_.fixed)
            if (rule.place == i && rule.role != role) return false;
        for (const auto& rule : rules_.forbidden)
            if (rule.place == i && rule.role == role) return false;
        return role == model::Role::other ||
               std::find(rules_.excluded.begin(), rules_.excluded.end(), i) == rules_.excluded.end();
    }
    [[nodiscard]] double value(const model::Roles& roles) const {
        const auto [linkage, capability, spread] = parts(roles);
        return linkage + capability + spread;
    }
    /// What linkage, capability and spread bring to the value.
    [[nodiscard]] std::array<double, 3> parts(const model::Roles& roles) const {
        std::array<double, 3> part{};
        for (Place i = 0; i < n_; ++i) {
            for (const auto& [j, w] : links_[i])
                if (j < i) part[0] += link_unit_ * w * pattern_.wanted(roles[i], roles[j]);
            part[1] += able(i) * rules_.rank[base::position(roles[i])];
        }
        for (Place c = 0; c < n_ && spread_unit_ > 0.0; ++c)
            for (Place a = 0; a < n_ && roles[c] == model::Role::core; ++a)
                for (Place b = 0; b < a && roles[a] == model::Role::wing; ++b)
                    if (roles[b] == model::Role::wing) part[2] += spread_unit_ * separation(c, a, b);
        return part;
    }
    /// Of each place, to whom and how strong.
    [[nodiscard]] const std::vector<std::vector<std::pair<Place, double>>>& links() const { return links_; }

    /// Is every layout worth at most `limit`?
    [[nodiscard]] Verdict prove(const model::Roles& answer, double limit, double work_limit) {
        limit_ = limit + 1e-9;
        work_left_ = work_limit;
        verdict_ = Verdict::proven;
        const double ground = pattern_.image(other_at, other_at);
        const bool alike = pattern_.image(point_at, point_at) == ground && pattern_.image(point_at, other_at) == ground;
        if (!alike) {
            if (number_of_layouts() * static_cast<double>(n_ * n_) > work_limit)
                return ceiling() <= limit_ ? Verdict::proven : Verdict::open;
            model::Roles roles(n_, model::Role::other);
            std::array<Index, 4> left{pattern_.core, pattern_.wing, pattern_.point, 0};
            left[other_at] = n_ - left[core_at] - left[wing_at] - left[point_at];
            every_layout(roles, 0, left);
            return verdict_;
        }
        // Everything above the ground level of the image: others are worth 0, and the constant stays apart.
        constant_ = 0.0;
        for (Place i = 0; i < n_; ++i) {
            for (const auto& [j, w] : links_[i]) constant_ += link_unit_ * ground * w / 2.0;
            constant_ += able(i) * rules_.rank[other_at];
        }
        std::vector<double> score = own_scores();
        Node node{.hubs = {}, .score = score, .value = constant_};
        for (Place i = 0; i < n_; ++i)
            if (answer[i] < model::Role::point) take(node, i, base::position(answer[i]));
        price_ = 0.0; // what the weakest point of the answer scores
        bool any = false;
        for (Place i = 0; i < n_; ++i)
            if (answer[i] == model::Role::point && (!any || node.score[i] < price_)) any = true, price_ = node.score[i];
        std::array<std::vector<Place>, 2> candidates;
        for (const Index r : hubs_at)
            for (Place i = 0; i < n_; ++i)
                if (may(i, model::all_roles[r])) candidates[r].push_back(i);
        search(Node{.hubs = {}, .score = score, .value = constant_}, candidates);
        return verdict_;
    }

private:
    struct Node {
        std::array<std::vector<Place>, 2> hubs = {};
        std::vector<double> score = {}; ///< of each place as a point
        double value = 0.0;             ///< of the hubs among themselves
    };

    [[nodiscard]] double image(Index r, Index s) const {
        return pattern_.image(r, s) - pattern_.image(other_at, other_at);
    }
    [[nodiscard]] double able(Place i) const {
        return capability_unit_ > 0.0 ? capability_unit_ * capability_[i] : 0.0;
    }
    [[nodiscard]] Eigen::Vector3d direction(Place i) const {
        const auto row = rules_.position.row(i);
        if (row.size() == 3) return row.transpose().normalized();
        const double lon = row[0] * std::numbers::pi / 180.0, lat = row[1] * std::numbers::pi / 180.0;
        return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
    }
    /// (1 - cos of the angle a-c-b) / 2 from the planes of the two great circles.
    [[nodiscard]] double separation(Place c, Place a, Place b) const {
        const auto plane = [&](Place p) -> Eigen::Vector3d {
            const Eigen::Vector3d u = direction(c), v = direction(p);
            return {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        };
        const Eigen::Vector3d first = plane(a), second = plane(b);
        if (first.norm() <= 1e-12 || second.norm() <= 1e-12) return 0.0;
        return (1.0 - first.dot(second) / first.norm() / second.norm()) / 2.0;
    }

    /// The scales of the two shares: largest with largest, from the top down.
    void find_units() {
        const std::array<double, 4> size{
            static_cast<double>(pattern_.core), static_cast<double>(pattern_.wing), static_cast<double>(pattern_.point),
            static_cast<double>(n_) - static_cast<double>(pattern_.core + pattern_.wing + pattern_.point)};
        const auto match = [](std::vector<double> values, std::vector<std::pair<double, double>> seats) {
            std::sort(values.rbegin(), values.rend());
            std::sort(seats.rbegin(), seats.rend());
            double sum = 0.0;
            auto seat = seats.begin();
            for (const double v : values) {
                while (seat != seats.end() && seat->second < 0.5) ++seat;
                if (seat == seats.end()) break;
                sum += v * seat->first;
                seat->second -= 1.0;
            }
            return sum;
        };
        std::vector<double> values;
        for (Place i = 0; i < n_; ++i)
            for (const auto& [j, w] : links_[i])
                if (j < i) values.push_back(w);
        const auto seats = pairs_by_entry(pattern_, size);
        std::vector<std::pair<double, double>> ranks;
        for (Index r = 0; r < model::role_count; ++r) ranks.emplace_back(rules_.rank[r], size[r]);
        const double share = rules_.capability.size() > 0 ? rules_.capability_weight : 0.0;
        const double most = match(values, seats);
        if (most > 0.0) link_unit_ = (1.0 - share) / most;
        if (rules_.capability.size() > 0) {
            const double best = match({capability_.begin(), capability_.end()}, ranks);
            if (best > 0.0) capability_unit_ = share / best;
        }
        const double triples = size[core_at] * size[wing_at] * (size[wing_at] - 1.0) / 2.0;
        if (triples > 0.0) spread_unit_ = rules_.spread_weight / triples;
    }
    /// No layout is worth more than all shares together.
    [[nodiscard]] double ceiling() const {
        const double share = rules_.capability.size() > 0 ? rules_.capability_weight : 0.0;
        return (1.0 - share) + share + rules_.spread_weight;
    }

    // ---- all layouts, for images that link points ----

    [[nodiscard]] double number_of_layouts() const {
        double count = 1.0, left = static_cast<double>(n_);
        for (const Index size : {pattern_.core, pattern_.wing, pattern_.point})
            for (Index k = 1; k <= size; ++k) count *= left-- / static_cast<double>(k);
        return count;
    }
    void every_layout(model::Roles& roles, Place i, std::array<Index, 4>& left) {
        if (verdict_ != Verdict::proven) return;
        if (i == n_) {
            if (broken_rule(roles).empty() && value(roles) > limit_) verdict_ = Verdict::refuted;
            return;
        }
        for (const auto role : model::all_roles) {
            if (left[base::position(role)] == 0) continue;
            --left[base::position(role)];
            roles[i] = role;
            every_layout(roles, i + 1, left);
            ++left[base::position(role)];
        }
    }

    // ---- all choices of core and wings ----

    [[nodiscard]] std::vector<double> own_scores() const {
        std::vector<double> score(n_);
        for (Place i = 0; i < n_; ++i) score[i] = able(i) * (rules_.rank[point_at] - rules_.rank[other_at]);
        return score;
    }
    /// What place i is worth as role r beside the hubs of a node: its links to others, its hubs, itself.
    [[nodiscard]] double worth(const Node& node, Place i, Index r) const {
        double sum = able(i) * (rules_.rank[r] - rules_.rank[other_at]);
        for (const auto& [j, w] : links_[i]) {
            sum += link_unit_ * image(r, other_at) * w;
            for (const Index s : hubs_at)
                if (std::find(node.hubs[s].begin(), node.hubs[s].end(), j) != node.hubs[s].end())
                    sum += link_unit_ * (image(r, s) - image(r, other_at) - image(s, other_at)) * w;
        }
        if (spread_unit_ > 0.0)
            for (Index a = 0; a < std::ssize(node.hubs[wing_at]); ++a) {
                for (Index b = 0; r == core_at && b < a; ++b)
                    sum += spread_unit_ * separation(i, node.hubs[wing_at][a], node.hubs[wing_at][b]);
                for (Index c = 0; r == wing_at && c < std::ssize(node.hubs[core_at]); ++c)
                    sum += spread_unit_ * separation(node.hubs[core_at][c], node.hubs[wing_at][a], i);
            }
        return sum;
    }
    void take(Node& node, Place i, Index r) const {
        node.value += worth(node, i, r);
        for (const auto& [j, w] : links_[i])
            node.score[j] += link_unit_ * (image(r, point_at) - image(r, other_at)) * w;
        node.hubs[r].push_back(i);
    }

    void search(const Node& node, const std::array<std::vector<Place>, 2>& candidates) {
        if (verdict_ == Verdict::refuted) return;
        const std::array<Index, 2> left{pattern_.core - std::ssize(node.hubs[core_at]),
                                        pattern_.wing - std::ssize(node.hubs[wing_at])};
        const auto open = static_cast<double>(left[core_at] + left[wing_at]);
        if (open == 0.0) {
            judge(node);
            return;
        }
        // sum of the best m of s <= m t + sum max(0, s - t), with s and t shared among the hubs to come.
        double base = node.value + static_cast<double>(pattern_.point) * price_ + spread_left(node), ground = 0.0;
        for (Place p = 0; p < n_; ++p) ground += std::max(0.0, (node.score[p] - price_) / open);
        std::array<std::vector<std::pair<double, Place>>, 2> list;
        for (const Index r : hubs_at) {
            for (const Place i : candidates[r]) {
                if (left[r] == 0) break;
                double bound = ground + worth(node, i, r), strongest = 0.0;
                for (const auto& [p, w] : links_[i]) {
                    const double before = (node.score[p] - price_) / open;
                    bound += std::max(0.0, before + link_unit_ * (image(r, point_at) - image(r, other_at)) * w) -
                             std::max(0.0, before);
                    strongest = std::max(strongest, w);
                }
                for (const Index s : hubs_at)
                    bound += link_unit_ * std::max(0.0, image(r, s) - image(r, other_at) - image(s, other_at)) *
                             strongest * static_cast<double>(left[s] - (s == r && left[s] > 0 ? 1 : 0)) / 2.0;
                work_left_ -= static_cast<double>(links_[i].size()) + 1.0;
                list[r].emplace_back(bound, i);
            }
            std::sort(list[r].begin(), list[r].end(), std::greater<>());
        }
        if (work_left_ < 0.0) {
            if (verdict_ == Verdict::proven) verdict_ = Verdict::open;
            return;
        }
        std::array<Index, 2> head{0, 0};
        while (verdict_ == Verdict::proven) {
            double rest = base;
            for (const Index r : hubs_at) {
                if (std::ssize(list[r]) < head[r] + left[r]) return;
                for (Index k = 0; k < left[r]; ++k) rest += list[r][head[r] + k].first;
            }
            if (rest <= limit_) return;
            const auto lead = [&](Index r) {
                return left[r] > 0 ? list[r][head[r]].first - list[r].back().first : -1.0;
            };
            const Index r = lead(core_at) >= lead(wing_at) ? core_at : wing_at;
            const Place c = list[r][head[r]++].second;
            Node child = node;
            take(child, c, r);
            std::array<std::vector<Place>, 2> later;
            for (const Index s : hubs_at)
                for (Index k = head[s]; k < std::ssize(list[s]); ++k)
                    if (list[s][k].second != c) later[s].push_back(list[s][k].second);
            work_left_ -= static_cast<double>(n_);
            search(child, later);
        }
    }
    [[nodiscard]] double spread_left(const Node& node) const {
        const auto triples = [](double c, double w) { return c * w * (w - 1.0) / 2.0; };
        return spread_unit_ * (triples(static_cast<double>(pattern_.core), static_cast<double>(pattern_.wing)) -
                               triples(static_cast<double>(node.hubs[core_at].size()),
                                       static_cast<double>(node.hubs[wing_at].size())));
    }

    /// The best points for these hubs, one at a time from the top: those that must, then the least of each cluster,
    /// then whoever is best.
    void judge(const Node& node) {
        std::vector<Place> order;
        std::vector<bool> seated(n_, false);
        std::map<Index, Index> in_cluster;
        Index left = pattern_.point;
        double total = node.value;
        const auto cluster = [&](Place i) { return rules_.cluster.empty() ? 0 : rules_.cluster[i]; };
        const auto seat = [&](Place i) {
            seated[i] = true;
            ++in_cluster[cluster(i)];
            --left;
            total += node.score[i];
        };
        for (const Index c : rules_.cluster) in_cluster[c] = 0;
        work_left_ -= 10.0 * static_cast<double>(n_);
        for (Place i = 0; i < n_; ++i) {
            bool hub = false;
            for (const auto& list : node.hubs) hub = hub || std::find(list.begin(), list.end(), i) != list.end();
            if (hub) continue;
            const bool point = may(i, model::Role::point), other = may(i, model::Role::other);
            if (!point && !other) return;
            if (point && !other) seat(i);
            if (point && other) order.push_back(i);
        }
        std::sort(order.begin(), order.end(), [&](Place a, Place b) { return node.score[a] > node.score[b]; });
        for (const Place i : order)
            if (in_cluster[cluster(i)] < rules_.least_points_per_cluster) seat(i);
        for (const Place i : order)
            if (!seated[i] && left > 0 &&
                (rules_.most_points_per_cluster < 0 || in_cluster[cluster(i)] < rules_.most_points_per_cluster))
                seat(i);
        if (left != 0) return;
        for (const auto& [c, count] : in_cluster)
            if (!rules_.cluster.empty() &&
                (count < rules_.least_points_per_cluster ||
                 (rules_.most_points_per_cluster >= 0 && count > rules_.most_points_per_cluster)))
                return;
        if (total > limit_) verdict_ = Verdict::refuted;
    }

    const Pattern& pattern_;
    const RoleOptions& rules_;
    Place n_;
    std::vector<std::vector<std::pair<Place, double>>> links_ = {};
    Eigen::VectorX<Double> capability_ = {};
    double link_unit_ = 0.0, capability_unit_ = 0.0, spread_unit_ = 0.0;
    double constant_ = 0.0, price_ = 0.0, limit_ = 0.0, work_left_ = 0.0;
    Verdict verdict_ = Verdict::open;
};

} // namespace corewing::layout::detail
