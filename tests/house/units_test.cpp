// An answer may not depend on the unit of measurement, on the order of the places, nor on a common level where a method
// promises that. Amounts are small whole numbers, full of ties, times a unit in which ties are no longer exact.
#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/association/inequality.hpp"
#include "corewing/association/local_association.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/betweenness.hpp"
#include "corewing/graph/communities.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/copeland.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/vikor.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/industry/chain_coverage.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"
#include "corewing/interaction/accessibility.hpp"
#include "corewing/interaction/radiation.hpp"
#include "corewing/layout/core_periphery.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/polycentricity.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/collaboration.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;

namespace {

/// What an answer says, without units.
struct Answer {
    Eigen::MatrixXd exact = Eigen::MatrixXd(0, 0); ///< places x any: ranks, classes, counts
    Eigen::MatrixXd near = Eigen::MatrixXd(0, 0);  ///< places x any: scores, the same to 1e-9
    Eigen::VectorXd whole = {};                    ///< of all places together, the same to 1e-9
    bool findings = false;
};

struct Routine {
    std::string name;
    bool level = false;   ///< promises that a common level changes nothing
    bool ordered = false; ///< ties go by index, so that the order of places may matter
    std::function<Answer(const Eigen::MatrixXd&)> run;
};

Eigen::MatrixXd of(const Eigen::VectorXi& rank) {
    return rank.cast<double>();
}

Answer ranked(const Eigen::VectorXi& rank, const Eigen::VectorXd& score) {
    return {.exact = of(rank), .near = score};
}

indicator::Tree flat(Index leaves) {
    indicator::Tree tree{{.id = "index"}};
    for (Index j = 0; j < leaves; ++j) tree.push_back({.id = "x" + std::to_string(j), .parent = "index"});
    return tree;
}

Eigen::VectorXd equal_weights(const Eigen::MatrixXd& x) {
    return Eigen::VectorXd::Ones(x.cols());
}

std::vector<Routine> routines() {
    using namespace indicator;
    std::vector<Routine> list;
    for (const auto method :
         {Normalisation::min_max, Normalisation::z_score, Normalisation::rank, Normalisation::percentile})
        list.push_back({"composite, " + std::string(name(method)), true, false, [method](const Eigen::MatrixXd& x) {
                            const auto c = composite(x, flat(x.cols()), {.normalise = {.method = method}});
                            return ranked(c.rank, c.score);
                        }});
    for (const auto method : {Weighing::entropy, Weighing::critic, Weighing::deviation, Weighing::pca})
        list.push_back({"composite, " + std::string(name(method)), false, false, [method](const Eigen::MatrixXd& x) {
                            const auto c = composite(x, flat(x.cols()), {.weigh = {.method = method}});
                            return ranked(c.rank, c.score);
                        }});
    for (const auto method : {Treatment::winsorise, Treatment::log, Treatment::automatic, Treatment::quantile})
        list.push_back({"outliers, " + std::string(name(method)), true, false, [method](const Eigen::MatrixXd& x) {
                            const auto t = treat_outliers(x, {.method = method});
                            Eigen::MatrixXd rank(x.rows(), x.cols());
                            for (Index j = 0; j < x.cols(); ++j) rank.col(j) = of(ranking(t.values.col(j)));
                            return Answer{.exact = rank, .findings = !t.findings.empty()};
                        }});
    for (const auto scale : {TopsisScale::vector, TopsisScale::min_max})
        list.push_back({"topsis", scale == TopsisScale::min_max, false, [scale](const Eigen::MatrixXd& x) {
                            const auto t = topsis(x, equal_weights(x), {.scale = scale});
                            return ranked(t.rank, t.score);
                        }});
    list.push_back({"vikor", true, false, [](const Eigen::MatrixXd& x) {
                        const auto v = vikor(x, equal_weights(x));
                        Answer answer = ranked(v.rank, v.q);
                        answer.whole = Eigen::Vector3d(v.stable, v.advantage, static_cast<double>(v.compromise.size()));
                        return answer;
                    }});
    list.push_back({"copeland", true, false, [](const Eigen::MatrixXd& x) {
                        const auto c = copeland(x, equal_weights(x));
                        return ranked(c.rank, c.score);
                    }});
    list.push_back({"promethee, usual", true, false, [](const Eigen::MatrixXd& x) {
                        const auto p = promethee(x, equal_weights(x));
                        return ranked(p.rank, p.score);
                    }});
    for (const auto shape :
         {PreferenceShape::u_shape, PreferenceShape::v_shape, PreferenceShape::level, PreferenceShape::linear})
        list.push_back({"promethee, thresholds in steps", true, false, [shape](const Eigen::MatrixXd& x) {
                            const double step = x.maxCoeff() - x.minCoeff();
                            const auto p =
                                promethee(x, equal_weights(x),
                                          {.preference = {{.shape = shape, .q = step / 4.0, .p = step / 2.0}}});
                            return ranked(p.rank, p.score);
                        }});
    list.push_back({"location quotient and presence", false, false, [](const Eigen::MatrixXd& x) {
                        return Answer{.exact = industry::presence(x).value,
                                      .near = industry::location_quotient(x).value};
                    }});
    list.push_back({"similarity", false, true, [](const Eigen::MatrixXd& x) {
                        const auto s = industry::speciality(x);
                        Eigen::MatrixXd leading(x.rows(), 1);
                        for (Index i = 0; i < x.rows(); ++i) leading(i, 0) = static_cast<double>(s.leading[i]);
                        return Answer{.exact = leading, .near = industry::structural_similarity(x)};
                    }});
    list.push_back({"specialisation", false, false,
                    [](const Eigen::MatrixXd& x) { return Answer{.near = industry::specialisation(x).krugman}; }});
    list.push_back({"chain coverage", false, true, [](const Eigen::MatrixXd& x) {
                        std::vector<industry::ChainStage> stages;
                        for (Index j = 0; j < x.cols(); ++j)
                            stages.push_back({.chain = "c", .stage = "s" + std::to_string(j)});
                        const auto c =
                            industry::chain_coverage(industry::location_quotient(x).value, stages, {.threshold = 1.0});
                        return Answer{.exact = c.place};
                    }});
    list.push_back({"inequality", false, false, [](const Eigen::MatrixXd& x) {
                        const Eigen::VectorXd v = x.col(0);
                        Eigen::VectorXd all(4);
                        all << association::gini(v), association::theil(v), association::atkinson(v),
                            association::coefficient_of_variation(v);
                        return Answer{.whole = all};
                    }});
    return list;
}

/// A ring of n places.
association::SpatialWeights ring(Index n) {
    std::vector<Eigen::Triplet<double, Index>> cells;
    for (Index i = 0; i < n; ++i) {
        cells.emplace_back(i, (i + 1) % n, 1.0);
        cells.emplace_back((i + 1) % n, i, 1.0);
    }
    association::SpatialWeights weights(n, n);
    weights.setFromTriplets(cells.begin(), cells.end());
    return weights;
}

std::vector<Routine> neighbour_routines() {
    std::vector<Routine> list;
    using Global = association::SpatialAssociation (*)(const Eigen::VectorXd&, const association::SpatialWeights&);
    const std::vector<std::pair<std::string, Global>> global = {
        {"moran", [](const Eigen::VectorXd& x,
                     const association::SpatialWeights& w) { return association::moran(x, w, {.permutations = 99}); }},
        {"geary", [](const Eigen::VectorXd& x,
                     const association::SpatialWeights& w) { return association::geary(x, w, {.permutations = 99}); }},
        {"getis_ord", [](const Eigen::VectorXd& x, const association::SpatialWeights& w) {
             return association::getis_ord(x, w, {.permutations = 99});
         }}};
    for (const auto& [name, measure] : global)
        list.push_back({name, name != "getis_ord", true, [measure = measure](const Eigen::MatrixXd& x) {
                            const auto r = measure(x.col(0), ring(x.rows()));
                            return Answer{.whole = Eigen::Vector4d(r.statistic, r.randomisation.z, r.permutation.p,
                                                                   r.permutation.z),
                                          .findings = !r.findings.empty()};
                        }});
    using Local = association::LocalAssociation (*)(const Eigen::VectorXd&, const association::SpatialWeights&);
    const std::vector<std::pair<std::string, Local>> local = {
        {"local_moran",
         [](const Eigen::VectorXd& x, const association::SpatialWeights& w) {
             return association::local_moran(x, w, {.permutations = 99});
         }},
        {"local_geary",
         [](const Eigen::VectorXd& x, const association::SpatialWeights& w) {
             return association::local_geary(x, w, {.permutations = 99});
         }},
        {"local_getis_ord",
         [](const Eigen::VectorXd& x, const association::SpatialWeights& w) {
             return association::local_getis_ord(x, w, {.permutations = 99});
         }},
        {"local_getis_ord_star", [](const Eigen::VectorXd& x, const association::SpatialWeights& w) {
             return association::local_getis_ord_star(x, w, {.permutations = 99});
         }}};
    for (const auto& [name, measure] : local)
        list.push_back(
            {name, name == "local_moran" || name == "local_geary", true, [measure = measure](const Eigen::MatrixXd& x) {
                 const auto r = measure(x.col(0), ring(x.rows()));
                 Eigen::MatrixXd exact(x.rows(), 2);
                 for (Index i = 0; i < x.rows(); ++i)
                     exact.row(i) << static_cast<double>(base::position(r.cluster[i])), r.p[i];
                 return Answer{.exact = exact, .near = r.z};
             }});
    return list;
}

/// Amounts between places: x is symmetric with diagonal 0.
std::vector<Routine> pair_routines() {
    std::vector<Routine> list;
    for (const Index exact_up_to : {18, 0})
        list.push_back({"core_periphery", true, true, [exact_up_to](const Eigen::MatrixXd& x) {
                            const auto c = layout::core_periphery(x, {.exact_up_to = exact_up_to, .null_draws = 20});
                            Eigen::MatrixXd core = Eigen::MatrixXd::Zero(x.rows(), 1);
                            for (const Index i : c.core) core(i, 0) = 1.0;
                            return Answer{.exact = core, .whole = Eigen::VectorXd::Constant(1, c.fit)};
                        }});
    list.push_back({"layout fit", true, true, [](const Eigen::MatrixXd& x) {
                        model::Roles roles(x.rows(), model::Role::other);
                        roles[0] = model::Role::core;
                        roles[1] = roles[2] = model::Role::wing;
                        for (Index i = 3; i < x.rows(); ++i) roles[i] = model::Role::point;
                        const auto f =
                            layout::fit(x, roles, layout::one_core_two_wings(x.rows() - 3), {.permutations = 99});
                        return Answer{.whole = Eigen::Vector2d(f.fit, f.p_value)};
                    }});
    list.push_back({"polycentricity", false, false, [](const Eigen::MatrixXd& x) {
                        return Answer{.whole = Eigen::Vector2d(layout::functional_polycentricity(x).polycentricity,
                                                               layout::rank_size(x.rowwise().sum()).slope)};
                    }});
    list.push_back(
        {"collaboration", false, false, [](const Eigen::MatrixXd& x) {
             Answer answer;
             answer.near.resize(x.rows(), 0);
             for (const auto scale : {scoring::Scale::maximum, scoring::Scale::rank}) {
                 const auto c = scoring::collaboration(
                     {.flows = {{.name = "f", .flow = model::MarkedMatrix::observed(x)}}, .potential = x.cwiseAbs2()},
                     {.scale = scale, .realisation = scoring::Realisation::rank});
                 answer.near.conservativeResize(x.rows(), answer.near.cols() + x.rows());
                 answer.near.rightCols(x.rows()) = Eigen::MatrixXd(c.place).replicate(1, x.rows());
             }
             return answer;
         }});
    list.push_back({"cohesion", false, false, [](const Eigen::MatrixXd& x) {
                        const auto c = scoring::cohesion(x);
                        return Answer{.near = c.place / std::max(c.efficiency, 1e-300)};
                    }});
    return list;
}

Eigen::MatrixXd permuted(const Eigen::MatrixXd& x, const std::vector<Index>& order, bool square) {
    return square ? Eigen::MatrixXd(x(order, order)) : Eigen::MatrixXd(x(order, Eigen::all));
}

bool near(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
    if (a.size() == 0) return true;
    return (a - b).cwiseAbs().maxCoeff() <= 1e-8 * std::max(1.0, a.cwiseAbs().maxCoeff());
}

void same(const Answer& one, const Answer& other, const std::string& how) {
    CAPTURE(how);
    CHECK(one.exact.rows() == other.exact.rows());
    CHECK((one.exact.size() == 0 || near(one.exact, other.exact)));
    CHECK(near(one.near, other.near));
    CHECK(near(one.whole, other.whole));
    CHECK(one.findings == other.findings);
}

void check_routine(const Routine& routine, const Eigen::MatrixXd& x, bool square, base::Random& random) {
    CAPTURE(routine.name);
    CAPTURE(x);
    const Answer plain = routine.run(x);
    for (const double unit : {0.1, 3.0, 1e-6, 1e6}) same(plain, routine.run(unit * x), std::to_string(unit));
    if (!routine.ordered) {
        const auto order = random.permutation(x.rows());
        Answer turned = plain;
        if (turned.exact.size() > 0) turned.exact = plain.exact(order, Eigen::all);
        if (turned.near.size() > 0)
            turned.near =
                routine.name == "similarity" ? permuted(plain.near, order, true) : permuted(plain.near, order, false);
        same(turned, routine.run(permuted(0.1 * x, order, square)), "other order");
    }
    if (routine.level)
        for (const double level : {0.3, 1000.0}) {
            Eigen::MatrixXd raised = 0.1 * (x.array() + level);
            if (square) raised.diagonal().setZero();
            same(plain, routine.run(raised), "level " + std::to_string(level));
        }
}

} // namespace

TEST_CASE("neither unit nor order nor level changes what is said of places") {
    base::Random random(41);
    for (int trial = 0; trial < 25; ++trial) {
        Eigen::MatrixXd x(8, 3);
        for (auto& cell : x.reshaped()) cell = static_cast<double>(random.index(trial % 2 == 0 ? 4 : 10));
        x.col(0).array() += 1.0;
        x.array() += 1.0;
        for (const Routine& routine : routines()) check_routine(routine, x, false, random);
        for (const Routine& routine : neighbour_routines()) check_routine(routine, x, false, random);
    }
}

TEST_CASE("neither unit nor order nor level changes what is said of pairs") {
    base::Random random(43);
    for (int trial = 0; trial < 15; ++trial) {
        Eigen::MatrixXd x = Eigen::MatrixXd::Zero(7, 7);
        for (Index j = 0; j < 7; ++j)
            for (Index i = 0; i < j; ++i) x(i, j) = x(j, i) = static_cast<double>(1 + random.index(4));
        for (const Routine& routine : pair_routines()) check_routine(routine, x, true, random);
    }
}

TEST_CASE("neither the unit of time nor that of amounts changes who is reached, who ties, and who gets what") {
    base::Random random(47);
    for (int trial = 0; trial < 20; ++trial) {
        std::vector<graph::Edge> whole;
        for (Index i = 0; i < 12; ++i) {
            whole.push_back({i, (i + 1) % 12, static_cast<double>(1 + random.index(3)), 1.0});
            whole.push_back({i, random.index(12), static_cast<double>(1 + random.index(4)), 1.0});
            if (whole.back().from == whole.back().to) whole.pop_back();
        }
        Eigen::VectorXd mass(12);
        for (auto& m : mass) m = static_cast<double>(1 + random.index(5));
        const auto measures = [&](double unit) {
            auto edges = whole;
            for (auto& edge : edges) edge.cost *= unit;
            const auto road = graph::snapshot(12, edges);
            const Eigen::MatrixXd times = graph::travel_times(road);
            std::vector<Eigen::MatrixXd> all;
            all.push_back((graph::travel_times(road, {.limit = 6.0 * unit}).array() < HUGE_VAL).cast<double>());
            all.push_back(interaction::cumulative_opportunities(mass, times, 5.0 * unit));
            all.push_back(interaction::radiation(mass, mass, times).flow);
            all.push_back(graph::betweenness(road).vertices);
            return all;
        };
        const auto one = measures(1.0);
        for (const double unit : {0.1, 3.0, 1e-6, 1e6, 1.0 / 60.0}) {
            CAPTURE(unit);
            const auto other = measures(unit);
            for (Index k = 0; k < std::ssize(one); ++k) CHECK(near(one[k], other[k]));
        }
        for (const double unit : {0.1, 3.0, 1e-6, 1e6}) {
            const auto division = allocation::fair_division(mass, {.budget = 30.0, .lower = 1.0, .upper = 4.0});
            const auto scaled = allocation::fair_division(
                mass * unit, {.budget = 30.0 * unit, .lower = 1.0 * unit, .upper = 4.0 * unit});
            CHECK(near(division.amount, scaled.amount / unit));
            CHECK(division.outcome.status == scaled.outcome.status);
            for (const auto method : {allocation::ApportionmentMethod::hamilton, allocation::ApportionmentMethod::hill})
                CHECK(allocation::apportionment(mass, {.posts = 17, .method = method}).posts ==
                      allocation::apportionment(mass * unit, {.posts = 17, .method = method}).posts);
        }
    }
}
