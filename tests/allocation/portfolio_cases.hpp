#pragma once

#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/random.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

/// Seeded choices of projects with every kind of rule; benefits and costs are whole in half of them.
class RandomPortfolio {
public:
    RandomPortfolio(std::uint64_t seed, corewing::Index projects) : random_(seed), n_(projects) {}

    corewing::allocation::PortfolioProblem make() {
        whole_ = chance(0.5);
        add_projects(1 + random_.index(3));
        for (corewing::Index k = random_.index(4); k-- > 0;) add_quota();
        for (corewing::Index k = random_.index(n_ / 2 + 1); k-- > 0;) add_relation();
        if (chance(0.5))
            for (corewing::Index k = random_.index(n_); k-- > 0;) add_synergy();
        return p_;
    }

private:
    bool chance(double share) { return random_.uniform() < share; }
    double cost_unit() const { return whole_ ? 1.0 : 8.0; }

    void add_projects(corewing::Index budgets) {
        std::vector<double> sum(budgets, 0.0);
        for (corewing::Index j = 0; j < n_; ++j) {
            const double benefit = random_.uniform(-2.0, 20.0);
            p_.projects.push_back(
                {.id = "p" + std::to_string(1000 - j), .benefit = whole_ ? std::round(benefit) : benefit});
            for (corewing::Index b = 0; b < budgets; ++b) {
                const double cost = chance(0.1) ? 0.0 : std::round(random_.uniform(0.0, 100.0)) / cost_unit();
                p_.projects.back().cost.push_back(cost);
                sum[b] += cost;
            }
            p_.projects.back().mandatory = chance(0.04);
            p_.projects.back().forbidden = !p_.projects.back().mandatory && chance(0.04);
        }
        for (corewing::Index b = 0; b < budgets; ++b)
            p_.budgets.push_back({"b" + std::to_string(b), std::floor(sum[b] * random_.uniform(0.2, 0.8))});
    }

    void add_quota() {
        corewing::allocation::Quota quota{.name = "q" + std::to_string(p_.quotas.size())};
        for (corewing::Index j = 0; j < n_; ++j)
            if (chance(0.4)) quota.members.push_back(j);
        if (chance(0.3)) quota.budget = random_.index(std::ssize(p_.budgets));
        const double unit = quota.budget < 0 ? 1.0 : 40.0 / cost_unit();
        if (chance(0.5)) quota.floor = std::round(unit * random_.uniform(0.0, 3.0));
        if (chance(0.6)) quota.cap = quota.floor + std::round(unit * random_.uniform(0.0, 4.0));
        p_.quotas.push_back(quota);
    }

    void add_relation() {
        const corewing::Index a = random_.index(n_), b = random_.index(n_);
        if (a == b) return;
        auto& project = p_.projects[a];
        (chance(0.6) ? project.prerequisites : project.exclusions).push_back(p_.projects[b].id);
    }

    void add_synergy() {
        const corewing::Index a = random_.index(n_), b = random_.index(n_);
        const auto same = [&](const auto& s) {
            return (s.first == a && s.second == b) || (s.first == b && s.second == a);
        };
        if (a == b || std::any_of(p_.synergies.begin(), p_.synergies.end(), same)) return;
        const double benefit = random_.uniform(-8.0, 8.0);
        p_.synergies.push_back({a, b, whole_ ? std::round(benefit) : benefit});
    }

    corewing::base::Random random_;
    corewing::Index n_;
    bool whole_ = false;
    corewing::allocation::PortfolioProblem p_;
};
