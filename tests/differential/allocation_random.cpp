// Seeded random problems for the solvers of allocation, every answer checked by its verify_x:
//   allocation_random KIND COUNT [SEED [ALPHA]]
// KIND: fair (COUNT problems for each alpha), wide (the same with needs and amounts over many powers of ten),
//       spill, multi, dominant, posts and gains (COUNT problems with plain weights, COUNT with weights over ten
//       powers of ten, COUNT over 150; spill over 300).
// Prints one line a class: problems, answers, without an answer, refused by the check, not finite; the first few
// refusals with the number of the problem. Ends with 1 where anything was refused.
#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/verify_apportionment.hpp"
#include "corewing/allocation/verify_dominant_resource.hpp"
#include "corewing/allocation/verify_fair_division.hpp"
#include "corewing/allocation/verify_multi_resource.hpp"
#include "corewing/allocation/verify_spillover_division.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"

#include "../allocation/random_rules.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

using namespace corewing;

namespace {

struct Tally {
    long problems = 0, answers = 0, refused = 0, infinite = 0;
    double slowest = 0.0;

    void take(const base::Outcome& outcome, const base::Certificate& check, bool finite) {
        ++problems;
        if (outcome.has_answer()) ++answers;
        slowest = std::max(slowest, outcome.seconds);
        if (!finite) ++infinite;
        if (check.holds && finite) return;
        if (!check.holds) ++refused;
        if (refused + infinite <= 3) std::cout << "  problem " << problems - 1 << ": " << outcome << "; " << check << '\n';
    }
    bool print(const std::string& name) const {
        std::cout << name << ": " << problems << " problems, " << answers << " answers, " << problems - answers
                  << " without, " << refused << " refused, " << infinite << " not finite, slowest " << slowest
                  << " s" << std::endl;
        return refused == 0 && infinite == 0;
    }
};

bool fair(long count, std::uint64_t seed, double alpha, bool wide) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        const Index places = 1 + random.index(10);
        auto problem = wide ? test::wide_division(random, places) : test::random_division(random, places);
        problem.options.alpha = alpha;
        const auto division = allocation::fair_division(problem.need, problem.options);
        tally.take(division.outcome, allocation::verify_fair_division(problem.need, problem.options, division),
                   division.amount.allFinite());
    }
    return tally.print((wide ? "wide, alpha " : "fair, alpha ") + base::to_text(alpha));
}

/// Weights over so many powers of ten.
void widen(base::Random& random, Eigen::VectorXd& weight, double powers) {
    for (double& w : weight)
        if (powers > 0.0) w *= std::pow(10.0, powers * (random.uniform() - 0.5));
}

bool spill(long count, std::uint64_t seed, double powers) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        const Index n = 1 + random.index(8);
        auto [need, rules] = test::random_division(random, n);
        widen(random, need, powers);
        const double alphas[] = {0.0, 0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 20.0};
        const double reaches[] = {0.0, 0.3, 0.9, 0.99};
        std::vector<Eigen::Triplet<double>> links;
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j)
                if (i != j && random.uniform() < 0.4)
                    links.emplace_back(i, j, powers > 0.0 ? std::pow(10.0, 0.1 * powers * random.normal()) : 1.0);
        Eigen::SparseMatrix<double> link(n, n);
        link.setFromTriplets(links.begin(), links.end());
        const allocation::SpilloverOptions options{.budget = rules.budget,
                                                   .alpha = alphas[random.index(8)],
                                                   .reach = reaches[random.index(4)],
                                                   .lower = rules.lower,
                                                   .upper = rules.upper,
                                                   .stock = rules.stock,
                                                   .groups = rules.groups,
                                                   .spend = rules.spend,
                                                   .iterations = 500};
        const auto division = allocation::spillover_division(need, link, options);
        tally.take(division.outcome, allocation::verify_spillover_division(need, link, options, division),
                   division.amount.allFinite() && std::isfinite(division.outcome.objective));
    }
    return tally.print("spill, powers " + base::to_text(powers));
}

bool multi(long count, std::uint64_t seed, double powers) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        auto p = test::random_resources(random, 1 + random.index(8), 1 + random.index(4), random.uniform() < 0.7);
        const double rhos[] = {-std::numeric_limits<double>::infinity(), -10.0, -1.0, 0.0, 0.5, 0.95};
        p.options.rho = rhos[random.index(6)];
        widen(random, p.need, powers);
        try {
            const auto answer = allocation::multi_resource(p.need, p.use, p.options);
            tally.take(answer.outcome, allocation::verify_multi_resource(p.need, p.use, p.options, answer),
                       answer.amount.allFinite() && std::isfinite(answer.outcome.objective));
        } catch (const base::bad_value&) { // a need that is nothing beside the others
            tally.take({}, {.holds = true}, true);
        }
    }
    return tally.print("multi, powers " + base::to_text(powers));
}

bool dominant(long count, std::uint64_t seed, double powers) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        auto p = test::random_claims(random, random.uniform() < 0.5);
        widen(random, p.weight, powers);
        widen(random, p.options.budget, powers);
        p.options.weight = p.weight;
        const auto answer = allocation::dominant_resource(p.use, p.options);
        tally.take(answer.outcome, allocation::verify_dominant_resource(p.use, p.options, answer),
                   answer.tasks.allFinite() && answer.amount.allFinite());
    }
    return tally.print("dominant, powers " + base::to_text(powers));
}

bool posts(long count, std::uint64_t seed, double powers) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        auto p = test::random_posts(random, 1 + random.index(9));
        widen(random, p.weight, powers);
        const auto answer = allocation::apportionment(p.weight, p.options);
        tally.take(answer.outcome, allocation::verify_apportionment(p.weight, p.options, answer),
                   answer.quota.allFinite() && std::isfinite(answer.divisor));
    }
    return tally.print("posts, powers " + base::to_text(powers));
}

bool gains(long count, std::uint64_t seed, double powers) {
    Tally tally;
    for (long k = 0; k < count; ++k) {
        base::Random random(seed, static_cast<std::uint64_t>(k));
        const auto p = test::random_posts(random, 1 + random.index(9));
        const Eigen::MatrixXd gain =
            std::pow(10.0, powers * (random.uniform() - 0.5)) * test::random_gains(random, p.weight.size(), 8);
        const allocation::MarginalDivisionOptions options{.posts = p.options.posts,
                                                          .lower = p.options.lower,
                                                          .upper = p.options.upper,
                                                          .groups = p.options.groups};
        const auto answer = allocation::marginal_division(gain, options);
        tally.take(answer.outcome, allocation::verify_marginal_division(gain, options, answer),
                   std::isfinite(answer.outcome.objective));
    }
    return tally.print("gains, powers " + base::to_text(powers));
}

} // namespace

int main(int argc, char** argv) {
    const std::string kind = argc > 1 ? argv[1] : "fair";
    const long count = argc > 2 ? std::stol(argv[2]) : 1000;
    const std::uint64_t seed = argc > 3 ? std::stoull(argv[3]) : 1;
    bool clean = true;
    if (kind == "fair" || kind == "wide") {
        for (const double alpha : {0.0, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5, 0.999, 1.0, 1.001, 2.0, 10.0, 100.0, 1e4,
                                   1e6, std::numeric_limits<double>::infinity()})
            if (argc < 5 || std::stod(argv[4]) == alpha) clean = fair(count, seed, alpha, kind == "wide") && clean;
    }
    for (const double powers : {0.0, 10.0, 300.0})
        if (kind == "spill") clean = spill(count, seed, powers) && clean;
    for (const double powers : {0.0, 10.0, 150.0}) {
        if (kind == "multi") clean = multi(count, seed, powers) && clean;
        if (kind == "dominant") clean = dominant(count, seed, powers) && clean;
        if (kind == "posts") clean = posts(count, seed, powers) && clean;
        if (kind == "gains") clean = gains(count, seed, powers) && clean;
    }
    return clean ? 0 : 1;
}
