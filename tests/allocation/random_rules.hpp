#pragma once

// Random problems for the tests of this folder.
#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/base/random.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using corewing::Index;

namespace corewing::test {

using corewing::base::Random;

/// Nested groups made by splitting ranges of a shuffled list of places.
inline void split(Random& random, std::vector<Index> places, int depth,
                  std::vector<corewing::allocation::Group>& groups) {
    if (places.empty() || depth == 0) return;
    const Index parts = 1 + random.index(3);
    std::vector<std::vector<Index>> part(parts + 1); // the last part stays outside
    for (const auto i : places) part[random.index(parts + 1)].push_back(i);
    for (Index p = 0; p < parts; ++p) {
        if (part[p].empty() && random.uniform() < 0.9) continue;
        groups.push_back({.name = "g" + std::to_string(groups.size()), .members = part[p]});
        split(random, part[p], depth - 1, groups);
    }
}

struct Division {
    Eigen::VectorXd need;
    corewing::allocation::FairDivisionOptions options;
};

/// A division problem with floors, caps, stock and nested groups; about two thirds are feasible.
inline Division random_division(Random& random, Index places) {
    using namespace corewing::allocation;
    constexpr double endless = std::numeric_limits<double>::infinity();
    const Index n = places;
    const auto sometimes = [&](double share) { return random.uniform() < share; };
    // whole numbers bring ties, others bring endless
    const bool whole = sometimes(0.4);
    const auto number = [&](double most) {
        return whole ? static_cast<double>(random.index(std::llround(most) + 1)) : random.uniform(0, most);
    };
    Division problem;
    auto& options = problem.options;
    problem.need.resize(n);
    for (auto& w : problem.need) w = sometimes(0.15) ? 0.0 : (whole ? 1.0 + number(4) : std::exp(random.normal()));
    const double alphas[] = {0.0, 0.01, 0.5, 1.0, 1.0, 2.0, 3.7, 20.0, endless, endless};
    options.alpha = alphas[random.index(10)];
    options.budget = number(10.0) * static_cast<double>(places) / 2.0;
    options.spend = sometimes(0.5) ? Spend::all : Spend::at_most;
    Eigen::VectorXd lower = Eigen::VectorXd::Zero(n);
    if (sometimes(0.5)) {
        for (auto& l : lower) l = sometimes(0.5) ? 0.0 : number(2.0);
        options.lower = lower;
    }
    if (sometimes(0.6)) {
        Eigen::VectorXd upper(n);
        for (Index i = 0; i < n; ++i) upper(i) = sometimes(0.3) ? endless : lower(i) + number(8.0);
        options.upper = upper;
    }
    if (sometimes(0.5)) {
        Eigen::VectorXd stock(n);
        for (auto& e : stock) e = sometimes(0.3) ? 0.0 : number(4.0);
        options.stock = stock;
    }
    std::vector<Index> all(places);
    for (Index i = 0; i < places; ++i) all[i] = i;
    random.shuffle(all);
    if (sometimes(0.8)) split(random, all, 1 + static_cast<int>(random.index(4)), options.groups);
    for (auto& group : options.groups) {
        const double size = static_cast<double>(group.members.size());
        if (sometimes(0.4)) group.floor = number(3.0) * size;
        if (sometimes(0.4)) group.cap = group.floor + number(4.0) * size;
    }
    random.shuffle(options.groups);
    return problem;
}

/// The same with needs over `powers` powers of ten, and all amounts in one other unit.
inline Division wide_division(Random& random, Index places, double powers = 600.0) {
    Division problem = random_division(random, places);
    auto& options = problem.options;
    const double width = powers * random.uniform();
    for (auto& w : problem.need)
        if (w > 0.0) w = std::pow(10.0, width * (random.uniform() - 0.5)) * w;
    const double unit = std::pow(10.0, std::round(0.9 * width * (random.uniform() - 0.5)));
    const auto scale = [&](corewing::base::PerPlace& each, double standard) {
        Eigen::VectorXd values = each.expanded(places, "each", standard);
        each = Eigen::VectorXd(values * unit);
    };
    scale(options.lower, 0.0);
    scale(options.upper, std::numeric_limits<double>::infinity());
    scale(options.stock, 0.0);
    options.budget *= unit;
    for (auto& group : options.groups) {
        group.floor *= unit;
        group.cap *= unit;
    }
    return problem;
}

struct Resources {
    Eigen::VectorXd need;
    Eigen::MatrixXd use;
    corewing::allocation::MultiResourceOptions options;
};

/// Several resources; with rules about half of the amounts have a floor or a cap.
inline Resources random_resources(Random& random, Index n, Index m, bool rules) {
    constexpr double endless = std::numeric_limits<double>::infinity();
    Resources p;
    p.need.resize(n);
    p.use.resize(n, m);
    p.options.budget.resize(m);
    for (auto& w : p.need) w = random.uniform() < 0.1 ? 0.0 : std::exp(random.normal());
    for (auto& b : p.options.budget)
        b = random.uniform() < 0.03 ? 0.0 : static_cast<double>(n) * std::exp(random.normal());
    if (rules) {
        p.options.lower = Eigen::MatrixXd::Zero(n, m);
        p.options.upper = Eigen::MatrixXd::Constant(n, m, endless);
    }
    for (Index k = 0; k < m; ++k)
        for (Index i = 0; i < n; ++i) {
            p.use(i, k) = random.uniform() < 0.2 ? 0.0 : 0.1 + random.uniform();
            if (!rules) continue;
            const double mean = p.options.budget(k) / static_cast<double>(n);
            if (random.uniform() < 0.4) p.options.lower(i, k) = mean * random.uniform() * 1.2;
            if (random.uniform() < 0.4) p.options.upper(i, k) = p.options.lower(i, k) + 2.0 * mean * random.uniform();
        }
    return p;
}

struct Claims {
    Eigen::MatrixXd use;
    corewing::allocation::DominantResourceOptions options;
    Eigen::VectorXd weight = {}, upper = {}; ///< those of the options
};

/// Claims on one to three resources.
inline Claims random_claims(Random& random, bool caps) {
    const Index n = 1 + random.index(6);
    const Index m = 1 + random.index(3);
    Claims p{.use = Eigen::MatrixXd::Zero(n, m), .options = {.budget = Eigen::VectorXd(m)}};
    p.weight.resize(n);
    for (auto& cell : p.use.reshaped()) cell = random.uniform() < 0.3 ? 0.0 : random.uniform(0.1, 2.0);
    for (auto& b : p.options.budget) b = random.uniform(1.0, 9.0);
    for (auto& w : p.weight) w = random.uniform(0.5, 2.0);
    p.options.weight = p.weight;
    if (caps) {
        p.upper.resize(n);
        for (auto& u : p.upper)
            u = random.uniform() < 0.4 ? std::numeric_limits<double>::infinity() : random.uniform(0.0, 3.0);
        p.options.upper = p.upper;
    }
    return p;
}

struct WholePosts {
    Eigen::VectorXd weight;
    corewing::allocation::ApportionmentOptions options;
};

/// Whole posts with floors, caps and the nested groups of random_division(); weights are those of the division.
inline WholePosts random_posts(Random& random, Index places) {
    using Method = corewing::allocation::ApportionmentMethod;
    const Division division = random_division(random, places);
    WholePosts p{.weight = division.need, .options = {.groups = division.options.groups}};
    auto& options = p.options;
    options.posts = static_cast<long>(random.index(6 * places + 1));
    for (const Method method : {Method::hamilton, Method::jefferson, Method::webster, Method::hill, Method::adams})
        if (random.index(5) == 0) options.method = method;
    if (random.uniform() < 0.5) {
        options.lower.resize(places);
        for (long& least : options.lower) least = static_cast<long>(random.index(3));
    }
    if (random.uniform() < 0.5) {
        options.upper.resize(places);
        for (Index i = 0; i < places; ++i)
            options.upper(i) = (options.lower.size() > 0 ? options.lower(i) : 0) + static_cast<long>(random.index(9));
    }
    return p;
}

/// Gains that fall from post to post, of any sign, with ties.
inline Eigen::MatrixXd random_gains(Random& random, Index places, Index steps) {
    Eigen::MatrixXd gain(places, steps);
    const bool whole = random.uniform() < 0.5;
    for (Index i = 0; i < places; ++i) {
        double value = whole ? static_cast<double>(random.index(9)) : 9.0 * random.uniform();
        for (Index s = 0; s < steps; ++s) {
            gain(i, s) = value;
            value -= whole ? static_cast<double>(random.index(4)) : random.uniform();
        }
    }
    return gain;
}

} // namespace corewing::test
