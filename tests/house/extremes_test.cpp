// Finite input gives finite output or an error that names the entry, anywhere in the range of double.
#include "corewing/association/inequality.hpp"
#include "corewing/association/local_association.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/copeland.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/vikor.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/industry/complementarity.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/industry/specialisation.hpp"
#include "corewing/layout/polycentricity.hpp"
#include "corewing/model/labels.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace corewing;

namespace {

using Numbers = std::vector<Eigen::MatrixXd>;
using Run = std::function<Numbers(const Eigen::MatrixXd&)>;

Eigen::MatrixXd one(double value) {
    return Eigen::MatrixXd::Constant(1, 1, value);
}

association::SpatialWeights chain(Index n) {
    std::vector<Eigen::Triplet<double, Index>> cells;
    for (Index i = 0; i + 1 < n; ++i) {
        cells.emplace_back(i, i + 1, 1.0);
        cells.emplace_back(i + 1, i, 1.0);
    }
    association::SpatialWeights weights(n, n);
    weights.setFromTriplets(cells.begin(), cells.end());
    return weights;
}

std::vector<std::pair<std::string, Run>> routines() {
    using namespace indicator;
    std::vector<std::pair<std::string, Run>> list;
    const auto add = [&](std::string name, Run run) { list.emplace_back(std::move(name), std::move(run)); };
    const auto ones = [](const Eigen::MatrixXd& x) { return Eigen::VectorXd(Eigen::VectorXd::Ones(x.cols())); };
    for (const auto method :
         {Normalisation::min_max, Normalisation::z_score, Normalisation::rank, Normalisation::percentile})
        add(std::string(name(method)),
            [method](const Eigen::MatrixXd& x) { return Numbers{normalise(x, {.method = method}).values}; });
    for (const auto method :
         {Treatment::winsorise, Treatment::quantile, Treatment::log, Treatment::box_cox, Treatment::automatic})
        add(std::string(name(method)),
            [method](const Eigen::MatrixXd& x) { return Numbers{treat_outliers(x, {.method = method}).values}; });
    for (const auto method : {Weighing::entropy, Weighing::critic, Weighing::merec, Weighing::deviation, Weighing::pca})
        add(std::string(name(method)),
            [method](const Eigen::MatrixXd& x) { return Numbers{weigh(x, {.method = method}).weight}; });
    for (const auto method :
         {Aggregation::arithmetic, Aggregation::geometric, Aggregation::harmonic, Aggregation::power, Aggregation::owa})
        add(std::string(name(method)), [method, ones](const Eigen::MatrixXd& x) {
            const auto a = aggregate(x, ones(x), {.method = method});
            return Numbers{a.score, a.contribution, a.effective_weight};
        });
    for (const auto scale : {TopsisScale::vector, TopsisScale::min_max, TopsisScale::none})
        add("topsis", [scale, ones](const Eigen::MatrixXd& x) {
            const auto t = topsis(x, ones(x), {.scale = scale});
            return Numbers{t.score, t.to_best, t.to_worst, t.contribution};
        });
    add("vikor", [ones](const Eigen::MatrixXd& x) {
        const auto v = vikor(x, ones(x));
        return Numbers{v.q, v.shortfall, v.regret, v.contribution};
    });
    add("copeland", [ones](const Eigen::MatrixXd& x) {
        const auto c = copeland(x, ones(x));
        return Numbers{c.score, c.contribution};
    });
    for (const auto shape :
         {PreferenceShape::usual, PreferenceShape::v_shape, PreferenceShape::linear, PreferenceShape::gaussian})
        add("promethee", [shape, ones](const Eigen::MatrixXd& x) {
            const auto p = promethee(x, ones(x), {.preference = {{.shape = shape, .q = 1e-200, .p = 1e-100}}});
            return Numbers{p.score, p.contribution};
        });
    add("location quotient", [](const Eigen::MatrixXd& x) { return Numbers{industry::location_quotient(x).value}; });
    add("similarity", [](const Eigen::MatrixXd& x) {
        return Numbers{industry::structural_similarity(x), industry::differentiation(x)};
    });
    add("speciality", [](const Eigen::MatrixXd& x) {
        const auto s = industry::speciality(x);
        return Numbers{s.profile, s.concentration};
    });
    add("specialisation", [](const Eigen::MatrixXd& x) {
        const auto s = industry::specialisation(x);
        return Numbers{s.krugman, s.hoover, s.herfindahl};
    });
    add("complementarity",
        [](const Eigen::MatrixXd& x) { return Numbers{industry::complementarity(x, x.reverse()).value}; });
    for (const bool people : {false, true}) {
        const auto shares = [people](const Eigen::MatrixXd& x) {
            return people ? Eigen::VectorXd(x.col(1)) : Eigen::VectorXd();
        };
        add("gini",
            [shares](const Eigen::MatrixXd& x) { return Numbers{one(association::gini(x.col(0), shares(x)))}; });
        add("coefficient of variation", [shares](const Eigen::MatrixXd& x) {
            return Numbers{one(association::coefficient_of_variation(x.col(0), shares(x)))};
        });
        for (const double aversion : {0.5, 1.0, 20.0})
            add("atkinson", [shares, aversion](const Eigen::MatrixXd& x) {
                return Numbers{one(association::atkinson(x.col(0), aversion, shares(x)))};
            });
        add("theil", [shares](const Eigen::MatrixXd& x) {
            const auto parts = association::theil_parts(x.col(0), model::labels({"a", "a", "b", "b", "c"}), shares(x));
            return Numbers{one(association::theil(x.col(0), shares(x))), one(parts.total), parts.group_theil,
                           parts.group_between};
        });
    }
    const auto test = [](const association::SpatialAssociation& r) {
        return Numbers{one(r.statistic), one(r.randomisation.z), one(r.randomisation.p), one(r.permutation.p)};
    };
    add("moran", [test](const Eigen::MatrixXd& x) {
        return test(association::moran(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("geary", [test](const Eigen::MatrixXd& x) {
        return test(association::geary(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("getis_ord", [test](const Eigen::MatrixXd& x) {
        return test(association::getis_ord(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    const auto local = [](const association::LocalAssociation& r) {
        return Numbers{r.statistic, r.variance, r.z, r.p};
    };
    add("local_moran", [local](const Eigen::MatrixXd& x) {
        return local(association::local_moran(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("local_geary", [local](const Eigen::MatrixXd& x) {
        return local(association::local_geary(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("local_getis_ord", [local](const Eigen::MatrixXd& x) {
        return local(association::local_getis_ord(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("local_getis_ord_star", [local](const Eigen::MatrixXd& x) {
        return local(association::local_getis_ord_star(x.col(0), chain(x.rows()), {.permutations = 19}));
    });
    add("rank-size", [](const Eigen::MatrixXd& x) {
        const auto r = layout::rank_size(x.col(0));
        return Numbers{one(r.slope), one(r.primacy), one(r.two_city), one(r.r_squared)};
    });
    return list;
}

} // namespace

TEST_CASE("numbers from 5e-324 to 1.8e308 give finite answers or an error that names the entry") {
    base::Random random(59);
    const auto all = routines();
    for (int trial = 0; trial < 120; ++trial) {
        const double reach = trial % 3 == 0 ? 308.0 : trial % 3 == 1 ? 149.0 : 20.0;
        Eigen::MatrixXd x(5, 3);
        for (auto& cell : x.reshaped()) {
            const auto kind = random.index(12);
            cell = kind == 0                    ? 0.0
                   : kind == 1                  ? std::numeric_limits<double>::denorm_min()
                   : kind == 2 && reach > 300.0 ? std::numeric_limits<double>::max()
                                                : std::pow(10.0, random.uniform(-reach, reach));
        }
        for (const auto& routine : all) {
            const auto& run = routine.second;
            CAPTURE(routine.first);
            CAPTURE(x);
            try {
                for (const auto& numbers : run(x)) CHECK(numbers.allFinite());
            } catch (const base::error& e) {
                CAPTURE(e.what());
                CHECK(std::string(e.what()).find('[') != std::string::npos);
            }
        }
    }
}
