#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_INDICATOR

#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/ahp.hpp"
#include "corewing/indicator/best_worst.hpp"
#include "corewing/indicator/copeland.hpp"
#include "corewing/indicator/critic.hpp"
#include "corewing/indicator/deviation.hpp"
#include "corewing/indicator/entropy.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/indicator/merec.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/pca.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/vikor.hpp"
#include "corewing/indicator/weigh.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::indicator;

void weights_of(const std::string& name, const Eigen::MatrixXd& x, const Eigen::VectorXi& direction) {
    print(name + ".critic", critic_weights(x));
    print(name + ".critic.direction", critic_weights(x, {.direction = direction}));
    print(name + ".deviation", deviation_weights(x));
    print(name + ".entropy", entropy_weights(x));
    print(name + ".merec", merec_weights(x, {.floor = 0.05}));
    print(name + ".merec.direction", merec_weights(x, {.direction = direction, .floor = 0.01}));
    print(name + ".pca", pca_weights(x));
    print(name + ".pca.absolute", pca_weights(x, {.squared = false}));
    for (const auto method : {Weighing::given, Weighing::equal, Weighing::entropy, Weighing::critic, Weighing::merec,
                              Weighing::deviation, Weighing::pca})
        print(name + ".weigh", weigh(x, {.method = method, .floor = 0.02}));
    const Eigen::VectorXd given = Eigen::VectorXd::LinSpaced(x.cols(), 1.0, 4.0);
    print(name + ".weigh.given", weigh(x, {.given = given}));
    Eigen::MatrixXd flat = x;
    flat.col(1).setConstant(0.5);
    print(name + ".flat.critic", critic_weights(flat));
    print(name + ".flat.entropy", entropy_weights(flat));
    print(name + ".flat.pca", pca_weights(flat));
}

void rankings(const std::string& name, const Eigen::MatrixXd& x, const Eigen::VectorXd& w,
              const Eigen::VectorXi& direction) {
    for (const auto scale : {TopsisScale::vector, TopsisScale::min_max, TopsisScale::none})
        print(name + ".topsis", topsis(x, w, {.direction = direction, .scale = scale}));
    print(name + ".topsis.default", topsis(x, w));
    for (const double majority : {0.0, 0.5, 1.0})
        print(name + ".vikor", vikor(x, w, {.direction = direction, .majority = majority}));
    for (const auto shape : {PreferenceShape::usual, PreferenceShape::u_shape, PreferenceShape::v_shape,
                             PreferenceShape::level, PreferenceShape::linear, PreferenceShape::gaussian})
        print(name + ".promethee",
              promethee(x, w, {.direction = direction, .preference = {{.shape = shape, .q = 0.1, .p = 0.4}}}));
    print(name + ".promethee.default", promethee(x, w));
    print(name + ".copeland", copeland(x, w, {.direction = direction, .parallel = {.threads = 2}}));
    print(name + ".copeland.default", copeland(x, w));
    print(name + ".order_of", order_of(x.col(0)));
    print(name + ".ranking", ranking(x.col(0)));
}

void aggregates(const std::string& name, const Eigen::MatrixXd& x, const Eigen::VectorXd& w) {
    for (const auto method :
         {Aggregation::arithmetic, Aggregation::geometric, Aggregation::harmonic, Aggregation::power, Aggregation::owa})
        for (const double floor : {0.0, 0.1})
            print(name + ".aggregate",
                  aggregate(x, w, {.method = method, .exponent = 2.5, .floor = floor, .orness = 0.3}));
    print(name + ".aggregate.power0", aggregate(x, w, {.method = Aggregation::power, .exponent = 0.0, .floor = 0.01}));
    const Eigen::VectorXd order = Eigen::VectorXd::LinSpaced(x.cols(), 1.0, 3.0);
    print(name + ".aggregate.order", aggregate(x, w, {.method = Aggregation::owa, .order_weights = order}));
}

void normalisations(const std::string& name, const Eigen::MatrixXd& x, const Eigen::VectorXi& direction) {
    const long m = x.cols();
    const Eigen::VectorXd zero = Eigen::VectorXd::Constant(m, 0.1);
    const Eigen::VectorXd one = Eigen::VectorXd::Constant(m, 0.8);
    for (const auto method :
         {Normalisation::min_max, Normalisation::goalposts, Normalisation::z_score, Normalisation::rank,
          Normalisation::percentile, Normalisation::target, Normalisation::reference, Normalisation::none})
        for (const bool other : {false, true})
            attempt(name + ".normalise", [&] {
                NormaliseOptions options{.method = method,
                                         .low = 1.0,
                                         .high = 9.0,
                                         .lower = zero,
                                         .upper = one,
                                         .target = one,
                                         .reference = zero,
                                         .clip = other,
                                         .population = other};
                if (method != Normalisation::none) options.direction = direction;
                print(name + ".normalise", normalise(x, options));
            });
    print(name + ".normalise.default", normalise(x));
    Eigen::MatrixXd flat = x;
    flat.col(0).setConstant(3.0);
    print(name + ".normalise.flat", normalise(flat));
}

void outliers(const std::string& name, Eigen::MatrixXd x) {
    x(0, 0) = 40.0;
    x(1, 0) = 70.0;
    x(2, 1) = -35.0;
    for (const auto method : {Treatment::none, Treatment::winsorise, Treatment::quantile, Treatment::log,
                              Treatment::box_cox, Treatment::automatic})
        print(name + ".treat", treat_outliers(x, {.method = method, .skewness = 1.0, .kurtosis = 2.0, .most = 2}));
    print(name + ".treat.lambda", treat_outliers(x, {.method = Treatment::box_cox, .columns = {1}, .lambda = 0.5}));
    print(name + ".treat.quantile", treat_outliers(x, {.method = Treatment::quantile, .quantile = 0.2}));
    print(name + ".skewness", skewness(x.col(0)));
    print(name + ".kurtosis", kurtosis(x.col(0)));
}

void imputations(const std::string& name, const Eigen::MatrixXd& x, Draw& draw) {
    const long n = x.rows();
    base::Marks marks = base::Marks::Constant(n, x.cols(), base::Mark::observed);
    for (long j = 0; j < x.cols(); ++j)
        for (long i = 0; i < n; ++i)
            if (i != j && draw.chance(0.25)) marks(i, j) = base::Mark::missing;
    std::vector<int> group;
    for (long i = 0; i < n; ++i) group.push_back(i % 2 == 0 ? 0 : 1);
    const Eigen::VectorXd other = draw.vector(n, 1.0, 9.0);
    for (const auto method : {Imputation::none, Imputation::group_mean, Imputation::ratio, Imputation::linear,
                              Imputation::nearest, Imputation::hot_deck}) {
        attempt(name + ".impute",
                [&] { print(name + ".impute", impute(x, marks, {.method = method, .other = other})); });
        attempt(name + ".impute.group", [&] {
            print(name + ".impute.group",
                  impute(x, marks, {.method = method, .group = group, .other = other, .seed = 5}));
        });
    }
    attempt(name + ".impute.columns", [&] {
        base::Marks some = marks;
        some.col(0).setConstant(base::Mark::observed);
        print(name + ".impute.other_column",
              impute(x, some, {.method = Imputation::ratio, .columns = {1}, .other_column = 0}));
    });
    const Eigen::VectorXd total = Eigen::VectorXd::Constant(x.cols(), 2.0 * static_cast<double>(n));
    attempt(name + ".impute.total", [&] {
        print(name + ".impute.total",
              impute(x, marks, {.method = Imputation::group_mean, .group = group, .total = total}));
    });
    const Eigen::VectorXd years = Eigen::VectorXd::LinSpaced(x.cols(), 2000.0, 2020.0);
    attempt(name + ".impute.years",
            [&] { print(name + ".impute.years", impute(x, marks, {.method = Imputation::linear, .years = years})); });
}

void judgements() {
    for (const long n : {2L, 4L, 7L}) {
        const std::string name = "judgements[" + std::to_string(n) + ']';
        Draw draw(60 + n);
        Eigen::MatrixXd a = Eigen::MatrixXd::Ones(n, n);
        for (long i = 0; i < n; ++i)
            for (long j = 0; j < i; ++j) {
                a(i, j) = static_cast<double>(1 + draw.whole(9));
                a(j, i) = 1.0 / a(i, j);
            }
        for (const auto index : {RandomIndex::saaty, RandomIndex::alonso_lamata}) {
            print(name + ".ahp", ahp_weights(a, {.random_index = index}));
            print(name + ".ahp.geometric", ahp_weights(a, {.geometric = true, .random_index = index}));
        }
        Eigen::VectorXd from_best(n);
        Eigen::VectorXd to_worst(n);
        for (long j = 0; j < n; ++j) from_best[j] = static_cast<double>(1 + draw.whole(8));
        for (long j = 0; j < n; ++j) to_worst[j] = static_cast<double>(1 + draw.whole(8));
        from_best[0] = 1.0;
        to_worst[n - 1] = 1.0;
        from_best[n - 1] = to_worst[0] = 8.0;
        print(name + ".best_worst", best_worst_weights(from_best, to_worst));
    }
    const Eigen::Vector3d best(1.0, 2.0, 8.0);
    const Eigen::Vector3d worst(8.0, 4.0, 1.0);
    print("judgements.consistent", best_worst_weights(best, worst));
}

} // namespace

void indicator_methods() {
    for (const long n : {5L, 12L, 40L}) {
        const std::string name = "methods[" + std::to_string(n) + ']';
        Draw draw(700 + n);
        const long m = n == 5 ? 3 : 5;
        const Eigen::MatrixXd x = draw.matrix(n, m, 0.0, 1.0);
        const Eigen::VectorXd w = draw.vector(m, 0.2, 3.0);
        Eigen::VectorXi direction = Eigen::VectorXi::Ones(m);
        direction[m - 1] = -1;
        attempt(name, [&] { weights_of(name, x, direction); });
        attempt(name, [&] { rankings(name, x, w, direction); });
        attempt(name, [&] { aggregates(name, x, w); });
        attempt(name, [&] { normalisations(name, x, direction); });
        attempt(name, [&] { outliers(name, x); });
        attempt(name, [&] { imputations(name, x, draw); });
    }
    judgements();
}

} // namespace corewing::results
