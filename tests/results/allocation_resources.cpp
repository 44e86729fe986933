#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_ALLOCATION

#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/explain.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/verify_dominant_resource.hpp"
#include "corewing/allocation/verify_multi_resource.hpp"
#include "corewing/allocation/verify_spillover_division.hpp"

#include "results/allocation.hpp"

namespace corewing::results {

namespace {

using namespace corewing::allocation;

void spill(const std::string& name, const Eigen::VectorXd& need, const Eigen::SparseMatrix<double>& link,
           const SpilloverOptions& options) {
    attempt(name, [&] {
        const auto division = spillover_division(need, link, options);
        print(name, division);
        print(name + ".verify", verify_spillover_division(need, link, options, division));
        print(name + ".explain", explain(options, division));
    });
}

void several(const std::string& name, const Eigen::VectorXd& need, const Eigen::MatrixXd& use,
             const MultiResourceOptions& options) {
    attempt(name, [&] {
        const auto answer = multi_resource(need, use, options);
        print(name, answer);
        print(name + ".verify", verify_multi_resource(need, use, options, answer));
        print(name + ".explain", explain(options, answer));
        const auto rules = rule_book(options, 1);
        print(name + ".rules", rules);
        print(name + ".conflict", describe(conflict(need.size(), rules)));
    });
}

void spillovers(long n) {
    Draw draw(1400 + n);
    const std::string size = "[" + std::to_string(n) + ']';
    const Eigen::VectorXd need = draw.vector(n, 0.5, 9.0);
    const Eigen::VectorXd lower = draw.vector(n, 0.0, 2.0);
    const Eigen::VectorXd room = draw.vector(n, 2.0, 25.0);
    const Eigen::VectorXd upper = lower + room;
    const Eigen::VectorXd stock = draw.vector(n, 0.0, 8.0);
    const double budget = 6.0 * static_cast<double>(n);
    const Eigen::SparseMatrix<double> link = draw.holed(n, n, 0.5).sparseView();
    const auto groups = nested(n);
    for (const double alpha : {0.0, 0.5, 1.0, 3.0}) {
        const std::string at = size + "[alpha=" + std::to_string(alpha) + ']';
        spill("spillover" + at, need, link, {.budget = budget, .alpha = alpha});
        spill("spillover.rules" + at, need, link,
              {.budget = budget, .alpha = alpha, .reach = 0.6, .lower = lower, .upper = upper, .stock = stock});
        spill("spillover.groups" + at, need, link,
              {.budget = budget, .alpha = alpha, .lower = lower, .upper = upper, .groups = groups, .gap = 1e-4});
        spill("spillover.short" + at, need, link, {.budget = budget, .alpha = alpha, .reach = 0.9, .iterations = 3});
    }
    spill("spillover.at_most" + size, need, link,
          {.budget = 90.0 * budget, .upper = upper, .spend = Spend::at_most, .start = lower});
    spill("spillover.impossible" + size, need, link, {.budget = 0.1, .lower = lower});
    print("unit_lift" + size, unit_lift(link, 0.4, 1));
}

void resources(long n) {
    Draw draw(1500 + n);
    const std::string size = "[" + std::to_string(n) + ']';
    const Eigen::VectorXd need = draw.vector(n, 0.5, 9.0);
    const Eigen::MatrixXd use = draw.matrix(n, 3, 0.2, 4.0);
    Eigen::MatrixXd sparse = use;
    for (long i = 0; i < n; ++i) sparse(i, i % 3) = 0.0;
    const Eigen::VectorXd budget = draw.vector(3, 5.0, 10.0) * static_cast<double>(n);
    const Eigen::MatrixXd lower = draw.matrix(n, 3, 0.0, 1.0);
    const Eigen::MatrixXd room = draw.matrix(n, 3, 1.0, 12.0);
    const Eigen::MatrixXd upper = lower + room;
    for (const double rho : {-HUGE_VAL, -2.0, 0.0, 0.5}) {
        const std::string at = size + "[rho=" + std::to_string(rho) + ']';
        several("multi_resource" + at, need, use, {.budget = budget, .rho = rho});
        several("multi_resource.sparse" + at, need, sparse, {.budget = budget, .rho = rho});
        several("multi_resource.rules" + at, need, use, {.budget = budget, .rho = rho, .lower = lower, .upper = upper});
        several("multi_resource.short" + at, need, use, {.budget = budget, .rho = rho, .gap = 1e-6, .iterations = 2});
        several("multi_resource.impossible" + at, need, use, {.budget = 0.01 * budget, .rho = rho, .lower = lower});
    }
    const MultiResourceOptions options{.budget = budget, .lower = lower, .upper = upper};
    std::vector<std::string> names;
    for (long i = 0; i < n; ++i) names.push_back("N" + std::to_string(i));
    print("explain.names" + size,
          explain(options, multi_resource(need, use, options), names, {"fund", "land", "staff"}));
    const Eigen::VectorXd weight = draw.vector(n, 0.5, 2.0);
    const Eigen::VectorXd most = draw.vector(n, 0.5, 6.0);
    const auto dominant = [&](const std::string& name, const Eigen::MatrixXd& u, const DominantResourceOptions& how) {
        attempt(name, [&] {
            const auto answer = dominant_resource(u, how);
            print(name, answer);
            print(name + ".verify", verify_dominant_resource(u, how, answer));
        });
    };
    dominant("dominant_resource" + size, use, {.budget = budget});
    dominant("dominant_resource.rules" + size, sparse, {.budget = budget, .weight = weight, .upper = most});
    Eigen::VectorXd gone = budget;
    gone[1] = 0.0;
    dominant("dominant_resource.gone" + size, sparse, {.budget = gone});
}

} // namespace

void allocation_resources() {
    for (const long n : {4L, 9L, 30L}) {
        spillovers(n);
        resources(n);
    }
}

} // namespace corewing::results
