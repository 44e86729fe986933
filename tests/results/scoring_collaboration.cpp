#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_SCORING

#include "corewing/model/pairs.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/coupling_series.hpp"
#include "corewing/scoring/pair_coordination.hpp"
#include "corewing/scoring/resilience.hpp"
#include "corewing/scoring/synergy.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::scoring;

void couplings(const std::string& name, const Eigen::MatrixXd& levels, Draw& draw) {
    const long n = levels.rows();
    const long m = levels.cols();
    const Eigen::VectorXd w = draw.vector(m, 0.5, 2.0);
    const std::vector<Grade> grades{{.upper = 0.4, .name = "low"}, {.upper = 0.7, .name = "middle"}, {.name = "high"}};
    for (const auto formula : {Coupling::standard, Coupling::wang_2021, Coupling::fan_2024}) {
        print(name + ".coupling", coupling(levels, {.formula = formula}));
        print(name + ".coupling.weights",
              coupling(levels, {.formula = formula, .weights = w, .grades = grades, .synchronous_within = 0.3}));
        print(name + ".pair_coordination", pair_coordination(levels, {.formula = formula, .weights = w, .threads = 2}));
    }
    print(name + ".pair_coordination.default", pair_coordination(levels));
    const std::vector<model::PlacePair> some{{.first = 0, .second = 2}, {.first = 3, .second = 1}};
    print(name + ".pair_coordination.some", pair_coordination(levels, some));
    const std::vector<Eigen::MatrixXd> years{levels, draw.matrix(n, m), draw.matrix(n, m)};
    const auto series = coupling_series(years);
    print(name + ".series", series);
    for (const auto course : series.course) print(name + ".course", scoring::name(course));
    print(name + ".series.options",
          coupling_series(years, {.coupling = {.formula = Coupling::standard, .weights = w}, .steady_within = 0.2}));
    print(name + ".synergy", synergy(levels, years[1]));
    print(name + ".synergy.sum", synergy(levels, years[2], {.weights = w, .mean = Mean::arithmetic}));
    const Eigen::VectorXd low = Eigen::VectorXd::Constant(m, -0.5);
    const Eigen::VectorXd high = Eigen::VectorXd::Constant(m, 1.5);
    Eigen::VectorXd direction = Eigen::VectorXd::Ones(m);
    direction[0] = -1.0;
    print(name + ".order_degree", order_degree(levels, low, high, direction));
}

void pieces(const std::string& name, const Collaboration& c) {
    print(name, c);
    print(name + ".strongest", c.strongest(5));
    print(name + ".under_used", c.under_used(5));
    print(name + ".pair", c.pair(2, 0));
    print(name + ".score_matrix", c.score_matrix());
    for (const auto part : c.kept) print(name + ".part", scoring::name(part));
    for (const auto part : {Part::linkage, Part::potential, Part::realisation, Part::complementarity,
                            Part::differentiation, Part::coordination}) {
        print(name + ".column", c.column(part));
        attempt(name + ".part_matrix", [&] { print(name + ".part_matrix", c.part_matrix(part)); });
    }
}

/// The same with every fourth cell or so not known.
model::MarkedMatrix holes(const model::MarkedMatrix& flow, Draw& draw) {
    base::Marks marks = flow.marks();
    for (long j = 0; j < marks.cols(); ++j)
        for (long i = 0; i < marks.rows(); ++i)
            if (draw.chance(0.25)) marks(i, j) = base::Mark::missing;
    return model::MarkedMatrix(flow.values(), marks);
}

/// Every part counts, the diagnostics too.
const CollaborationOptions every{.potential_weight = 1.0, .realisation_weight = 1.0};

void collaborations(const std::string& name, const Eigen::MatrixXd& levels, Draw& draw) {
    const long n = levels.rows();
    CollaborationData data;
    data.flows = {
        {.name = "trains", .flow = model::MarkedMatrix::observed(draw.holed(n, n, 0.4, 0.0, 30.0)), .weight = 2.0},
        {.name = "patents", .flow = model::MarkedMatrix::observed(draw.holed(n, n, 0.6, 0.0, 5.0))}};
    data.potential = draw.holed(n, n, 0.1, 0.0, 10.0);
    data.levels = levels;
    data.supply = draw.holed(n, 6, 0.2, 0.0, 10.0);
    data.demand = draw.holed(n, 6, 0.2, 0.0, 10.0);
    data.excluded = {{.first = 3, .second = 1}};
    const auto full = collaboration(data, every);
    pieces(name + ".full", full);
    const auto strength = full.part_matrix(Part::linkage);
    print(name + ".cohesion", cohesion(strength));
    print(name + ".resilience", resilience(strength));
    const Eigen::MatrixXd thin = draw.symmetric(n, 0.6, 0.1, 5.0);
    print(name + ".cohesion.thin", cohesion(thin, 2));
    print(name + ".resilience.thin", resilience(thin, 2));
    const Eigen::VectorXd w = draw.vector(levels.cols(), 0.5, 2.0);
    for (const auto mean : {Mean::geometric, Mean::arithmetic})
        for (const auto scale : {Scale::maximum, Scale::rank})
            for (const auto realisation : {Realisation::logistic, Realisation::rank})
                print(name + ".options", collaboration(data, {.linkage_weight = 2.0,
                                                              .potential_weight = 1.0,
                                                              .realisation_weight = 1.0,
                                                              .coordination_weight = 0.5,
                                                              .mean = mean,
                                                              .floor = 0.05,
                                                              .scale = scale,
                                                              .realisation = realisation,
                                                              .steepness = 2.0,
                                                              .coupling = Coupling::standard,
                                                              .level_weights = w,
                                                              .threads = 2}));
    CollaborationData given;
    given.flows = {data.flows[0]};
    given.complementarity = draw.symmetric(n, 0.1);
    pieces(name + ".given", collaboration(given, every));
    CollaborationData only;
    only.levels = levels;
    print(name + ".levels", collaboration(only));
    attempt(name + ".nothing", [] { collaboration({}); });
    pieces(name + ".default", collaboration(data));
    for (auto& layer : data.flows) layer.flow = holes(layer.flow, draw);
    pieces(name + ".unknown", collaboration(data));
    print(name + ".unknown.every", collaboration(data, every));
}

} // namespace

void scoring_collaboration() {
    print("ten_grades", ten_grades());
    for (const double d : {0.0, 0.1, 0.45, 0.5, 0.50001, 0.99, 1.0}) print("grade_of", grade_of(d, ten_grades()));
    for (const int places : {2, 5, 30}) {
        print("pair_count", model::pair_count(places));
        print("pair_number", model::pair_number(1, 0, places));
        print("pair_number", model::pair_number(places - 2, places - 1, places));
    }
    attempt("check_pair", [] { model::check_pair({.first = 1, .second = 1}, 3, "pairs[0]"); });
    attempt("check_pair", [] { model::check_pair({.first = 1, .second = 4}, 3, "pairs[0]"); });
    for (const long n : {4L, 9L, 26L}) {
        const std::string name = "collaboration[" + std::to_string(n) + ']';
        Draw draw(1100 + n);
        const Eigen::MatrixXd levels = draw.holed(n, n == 4 ? 2 : 4, 0.05);
        attempt(name, [&] { couplings(name, levels, draw); });
        attempt(name, [&] { collaborations(name, levels, draw); });
    }
}

} // namespace corewing::results
