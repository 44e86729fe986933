#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_INDICATOR

#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/obstacle.hpp"
#include "corewing/indicator/pipeline.hpp"
#include "corewing/indicator/rank_reversal.hpp"
#include "corewing/indicator/sensitivity.hpp"
#include "corewing/indicator/sobol.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/indicator/uncertainty.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::indicator;

Tree tree_with(bool roots) {
    Tree tree{{.id = "index"},
              {.id = "wealth", .parent = "index", .weight = 2.0},
              {.id = "care", .parent = "index", .weight = 1.0},
              {.id = "gdp", .parent = "wealth"},
              {.id = "debt", .parent = "wealth", .direction = -1},
              {.id = "beds", .parent = "care"},
              {.id = "schools", .parent = "care"},
              {.id = "waste", .parent = "care", .direction = -1}};
    if (roots) {
        tree[1].parent = "";
        tree[1].weight.reset();
    }
    return tree;
}

void one(const std::string& name, const Eigen::MatrixXd& x, const base::Marks& marks, const Tree& tree) {
    print(name + ".leaves", leaves(tree));
    const auto plain = composite(x, tree);
    print(name + ".composite", plain);
    attempt(name + ".obstacle", [&] {
        print(name + ".obstacle", obstacle(plain));
        print(name + ".obstacle.absolute", obstacle(plain, {.share = false}));
    });
    const CompositeOptions filled{.impute = {.method = Imputation::group_mean},
                                  .outliers = {.method = Treatment::automatic, .skewness = 0.7, .kurtosis = 0.5},
                                  .normalise = {.method = Normalisation::min_max, .low = 0.05, .high = 1.0},
                                  .weigh = {.method = Weighing::entropy},
                                  .aggregate = {.method = Aggregation::geometric},
                                  .weigh_at = {{"care", {.method = Weighing::critic}}},
                                  .aggregate_at = {{"wealth", {.method = Aggregation::harmonic}}}};
    print(name + ".composite.filled", composite(x, marks, tree, filled));
    attempt(name + ".composite.missing", [&] { composite(x, marks, tree); });
    auto steps = pipeline(filled);
    print(name + ".pipeline", steps);
    print(name + ".run", run(steps, x, marks, tree));
    const auto changed = with(steps, NormaliseOptions{.method = Normalisation::percentile});
    print(name + ".with", changed);
    attempt(name + ".with.run", [&] { print(name + ".with.run", run(changed, x, marks, tree)); });
    const auto own = with(pipeline(), CustomStage{.name = "square", .change = [](Table& table) {
                                                      table.values = table.values.cwiseAbs2().eval();
                                                  }});
    print(name + ".custom", own);
    print(name + ".custom.run", run(own, x, tree));
    const auto node = with(pipeline(), WeighStage{.options = {.method = Weighing::deviation}, .node = "care"});
    print(name + ".node.run", run(node, x, tree));
    const auto joined = with(pipeline(), AggregateStage{.options = {.method = Aggregation::owa, .orness = 0.4}});
    print(name + ".joined.run", run(joined, x, tree));

    UncertaintyOptions uncertain{
        .normalise = {{.method = Normalisation::min_max}, {.method = Normalisation::percentile}},
        .weigh = {{.method = Weighing::equal}, {.method = Weighing::deviation}},
        .aggregate = {{}, {.method = Aggregation::geometric, .floor = 0.01}},
        .runs = 60,
        .seed = 4,
        .parallel = {.threads = 2}};
    print(name + ".uncertainty", uncertainty(x, tree, {}, uncertain));
    const CompositeOptions simple{.impute = {.method = Imputation::group_mean}};
    uncertain.impute = {{.method = Imputation::hot_deck, .seed = 1}, {.method = Imputation::group_mean}};
    uncertain.outliers = {{}, {.method = Treatment::winsorise, .skewness = 0.5, .kurtosis = 0.1}};
    uncertain.weight_spread = 0.4;
    uncertain.level = 0.8;
    print(name + ".uncertainty.marks", uncertainty(x, marks, tree, simple, uncertain));
    print(name + ".sensitivity", sensitivity(x, marks, tree, simple, uncertain, {.samples = 16, .repeats = 2}));
    print(name + ".rank_reversal", rank_reversal(x, marks, tree, simple, {.list = 7, .parallel = {.threads = 2}}));
}

void models() {
    for (const long factors : {1L, 3L, 5L}) {
        const auto model = [](const Eigen::VectorXd& u) {
            Eigen::VectorXd y(2);
            y[0] = u.sum() + u[0] * u[u.size() - 1];
            y[1] = std::sin(6.0 * u[0]) + 0.1 * u.squaredNorm();
            return y;
        };
        const std::string name = "sobol[" + std::to_string(factors) + ']';
        print(name, sobol(model, factors, {.samples = 64, .repeats = 3, .seed = 2, .parallel = {.threads = 2}}));
        print(name + ".once", sobol(model, factors, {.samples = 50, .repeats = 1}));
    }
    Draw draw(9);
    const Eigen::MatrixXd x = draw.matrix(9, 3);
    const auto score = [&](const std::vector<Eigen::Index>& rows) {
        Eigen::MatrixXd kept(std::ssize(rows), 3);
        for (long k = 0; k < std::ssize(rows); ++k) kept.row(k) = x.row(rows[k]);
        const Eigen::RowVectorXd top = kept.colwise().maxCoeff();
        return Eigen::VectorXd((kept.array().rowwise() / top.array()).rowwise().sum());
    };
    print("rank_reversal", rank_reversal(9, score));
    const Eigen::VectorXd w = draw.vector(3, 0.5, 2.0);
    print("obstacle", obstacle(x, w));
    print("obstacle.absolute", obstacle(x, w, {.share = false}));
    print("obstacle.best", obstacle(Eigen::MatrixXd::Ones(2, 3), w));
    const std::vector<model::Indicator> rows{{.id = "a"}, {.id = "b", .parent = "a", .direction = -1, .weight = 0.5}};
    print("tree_of", tree_of(rows));
    attempt("leaves of a circle", [] { leaves({{.id = "a", .parent = "b"}, {.id = "b", .parent = "a"}}); });
}

} // namespace

void indicator_index() {
    for (const long n : {6L, 15L})
        for (const bool roots : {false, true}) {
            const std::string name = "index[" + std::to_string(n) + (roots ? ",roots]" : "]");
            Draw draw(800 + n);
            const Eigen::MatrixXd x = draw.matrix(n, 5, 1.0, 20.0);
            base::Marks marks = base::Marks::Constant(n, 5, base::Mark::observed);
            marks(0, 1) = marks(2, 3) = marks(4, 1) = base::Mark::missing;
            marks(1, 0) = base::Mark::synthetic;
            attempt(name, [&] { one(name, x, marks, tree_with(roots)); });
        }
    models();
}

} // namespace corewing::results
