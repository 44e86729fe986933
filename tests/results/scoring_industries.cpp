#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_SCORING

#include "corewing/industry/chain_coverage.hpp"
#include "corewing/industry/complementarity.hpp"
#include "corewing/industry/complexity.hpp"
#include "corewing/industry/fitness.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::industry;

void industries(const std::string& name, const Eigen::MatrixXd& x, Draw& draw) {
    const long n = x.rows();
    const long m = x.cols();
    print(name + ".location_quotient", location_quotient(x));
    const auto here = presence(x);
    print(name + ".presence", here);
    print(name + ".presence.large", presence(x, {.threshold = 0.8, .smallest_place = 60.0, .smallest_industry = 40.0}));
    print(name + ".complexity", complexity(here.value));
    print(name + ".fitness", fitness(here.value));
    print(name + ".fitness.short", fitness(here.value, {.tolerance = 1e-4, .iterations = 20}));
    const auto near = proximity(here.value);
    print(name + ".proximity", near);
    print(name + ".relatedness_density", relatedness_density(here.value, near));
    print(name + ".structural_similarity", structural_similarity(x));
    print(name + ".differentiation", differentiation(x));
    print(name + ".speciality", speciality(x));
    print(name + ".specialisation", specialisation(x));
    print(name + ".specialisation.rest", specialisation(x, Against::rest));
    print(name + ".krugman_between", krugman_between(x));
    const Eigen::MatrixXd demand = draw.holed(n, m, 0.3, 0.0, 9.0);
    print(name + ".complementarity", complementarity(x, demand));
    std::vector<ChainStage> stages;
    for (long k = 0; k < m; ++k) {
        ChainStage at;
        if (k % 4 != 3) at.chain = k % 2 == 0 ? "A" : "B";
        at.stage = std::to_string(k / 3);
        stages.push_back(at);
    }
    const auto quotient = location_quotient(x).value;
    const auto chains = chain_coverage(quotient, stages);
    print(name + ".chains", chains);
    print(name + ".chains.tasks", chains.tasks());
    print(name + ".chains.some", chains.tasks({0, 2}));
    print(name + ".chains.coverage", chains.coverage({0, 1}));
    for (const auto& task : chains.tasks()) print(name + ".action", industry::name(task.action));
    const auto strict = chain_coverage(x, stages, {.threshold = 20.0, .strong = 40.0});
    print(name + ".chains.strict", strict);
    print(name + ".chains.strict.tasks", strict.tasks());
}

} // namespace

void scoring_industries() {
    for (const long n : {4L, 10L, 30L}) {
        const std::string name = "industries[" + std::to_string(n) + ']';
        Draw draw(900 + n);
        Eigen::MatrixXd x = draw.holed(n, n == 4 ? 6 : 12, 0.35, 0.0, 50.0);
        attempt(name, [&] { industries(name, x, draw); });
        x.row(1).setZero();
        x.col(2).setZero();
        attempt(name, [&] { industries(name + ".empty", x, draw); });
    }
    const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(3, 3);
    print("complexity.none", complexity(none));
    print("fitness.none", fitness(none));
    print("complexity.parts", complexity(Eigen::MatrixXd::Identity(4, 4)));
}

} // namespace corewing::results
