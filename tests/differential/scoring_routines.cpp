// Answers questions for scoring_routines.py: a routine's name and its matrices come in, all numbers it returns go out.
// With the single argument "time" it prints how long the large cases take instead.

#include "corewing/base/clock.hpp"
#include "corewing/base/random.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/industry/complementarity.hpp"
#include "corewing/industry/complexity.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/industry/fitness.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/scoring/pair_coordination.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"
#include "corewing/scoring/synergy.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace corewing;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

MatrixXd read_matrix() {
    Index rows = 0, cols = 0;
    std::cin >> rows >> cols;
    MatrixXd m(rows, cols);
    for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < cols; ++j) std::cin >> m(i, j);
    return m;
}

void write(const MatrixXd& m) {
    for (Index i = 0; i < m.rows(); ++i)
        for (Index j = 0; j < m.cols(); ++j) std::printf("%.17g ", m(i, j));
}

using Answer = std::function<void()>;

std::map<std::string, Answer> answers() {
    std::map<std::string, Answer> table;
    const auto coupling = [](scoring::Coupling formula) {
        return [formula] {
            const auto levels = read_matrix();
            const VectorXd weights = read_matrix();
            const auto result = scoring::coupling(levels, {.formula = formula, .weights = weights});
            write(result.coupling);
            write(result.coordination);
            if (levels.rows() > 0) write(scoring::pair_coordination(levels, {.formula = formula, .weights = weights}));
        };
    };
    table["standard"] = coupling(scoring::Coupling::standard);
    table["wang"] = coupling(scoring::Coupling::wang_2021);
    table["fan"] = coupling(scoring::Coupling::fan_2024);
    table["industries"] = [] {
        const auto supply = read_matrix(), demand = read_matrix();
        write(industry::location_quotient(supply).value);
        const auto region = industry::specialisation(supply);
        write(region.krugman);
        write(region.herfindahl);
        write(industry::krugman_between(supply));
        write(industry::structural_similarity(supply));
        write(industry::complementarity(supply, demand).value);
        write(industry::presence(supply).value);
    };
    table["network"] = [] {
        const auto presence = read_matrix();
        const auto proximity = industry::proximity(presence);
        write(proximity);
        write(industry::relatedness_density(presence, proximity));
        const auto complexity = industry::complexity(presence);
        std::printf("%.17g %.17g ", complexity.second, complexity.third);
        write(complexity.eci);
        write(complexity.pci);
        const auto fitness = industry::fitness(presence, {.tolerance = 1e-300, .iterations = 60});
        write(fitness.place);
        write(fitness.industry);
    };
    table["synergy"] = [] {
        const auto before = read_matrix(), after = read_matrix();
        write(scoring::synergy(before, after));
    };
    table["cohesion"] = [] { write(scoring::cohesion(read_matrix()).place); };
    table["collaboration"] = [] {
        scoring::CollaborationData data;
        for (const char* name : {"a", "b"}) data.flows.push_back({name, model::MarkedMatrix::observed(read_matrix()), *name == 'a' ? 1.0 : 3.0});
        data.potential = read_matrix();
        data.levels = read_matrix();
        data.supply = read_matrix();
        data.demand = read_matrix();
        const auto result = scoring::collaboration(data, {.potential_weight = 1.0, .realisation_weight = 1.0});
        write(result.parts);
        write(result.score);
        write(result.place);
        write(result.place_shortfall.rowwise().sum());
        std::printf("%.17g %.17g ", result.region, result.balance);
    };
    return table;
}

void time_large_cases() {
    base::Random random(1);
    const auto matrix = [&random](Index rows, Index cols) {
        MatrixXd m(rows, cols);
        for (double& x : m.reshaped()) x = random.uniform();
        return m;
    };
    const auto best = [](const std::string& name, const std::function<void()>& run) {
        double seconds = 1e9;
        for (int repeat = 0; repeat < 3; ++repeat) {
            const base::Stopwatch watch;
            run();
            seconds = std::min(seconds, watch.seconds());
        }
        std::printf("%s %.6f\n", name.c_str(), seconds);
    };
    const auto supply = matrix(3000, 50), demand = matrix(3000, 50), levels = matrix(3000, 5);
    const scoring::CollaborationData data{.flows = {{"flow", model::MarkedMatrix::observed(matrix(3000, 3000))}},
                                          .potential = matrix(3000, 3000),
                                          .levels = levels,
                                          .supply = supply,
                                          .demand = demand};
    best("collaboration", [&] { scoring::collaboration(data); });
    best("complementarity", [&] { industry::complementarity(supply, demand); });
    best("krugman_between", [&] { industry::krugman_between(supply); });
    best("structural_similarity", [&] { industry::structural_similarity(supply); });
    best("pair_coordination", [&] { scoring::pair_coordination(levels); });
    best("location_quotient", [&] { industry::location_quotient(supply); });
    const MatrixXd many = matrix(1000, 400);
    const MatrixXd presence = (many.array() > 0.7).cast<double>();
    best("complexity", [&] { industry::complexity(presence); });
    best("density", [&] { industry::relatedness_density(presence, industry::proximity(presence)); });
    best("fitness", [&] { industry::fitness(presence, {.tolerance = 1e-300, .iterations = 200}); });
    const auto towns = matrix(100000, 5);
    best("coupling", [&] { scoring::coupling(towns); });
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::string(argv[1]) == "time") {
        time_large_cases();
        return 0;
    }
    std::cin.exceptions(std::ios::badbit);
    const auto table = answers();
    for (std::string routine; std::cin >> routine;) {
        table.at(routine)();
        std::printf("\n");
    }
    return 0;
}
