#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_SCORING

#include "corewing/association/false_discovery.hpp"
#include "corewing/association/inequality.hpp"
#include "corewing/association/local_association.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/association/spatial_weights.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::association;
namespace model = corewing::model;

void inequality(const std::string& name, Eigen::VectorXd x, Draw& draw) {
    const long n = x.size();
    const Eigen::VectorXd people = draw.vector(n, 0.0, 10.0);
    std::vector<std::string> group;
    for (long i = 0; i < n; ++i) group.push_back(i % 3 == 0 ? "core" : i % 3 == 1 ? "wing" : "");
    for (const bool poor : {false, true}) {
        if (poor) x[0] = 0.0;
        print(name + ".gini", gini(x));
        print(name + ".gini.people", gini(x, people));
        print(name + ".cv", coefficient_of_variation(x));
        print(name + ".cv.people", coefficient_of_variation(x, people));
        for (const double aversion : {0.0, 0.5, 1.0, 2.5}) {
            print(name + ".atkinson", atkinson(x, aversion));
            print(name + ".atkinson.people", atkinson(x, aversion, people));
        }
        print(name + ".theil", theil(x));
        print(name + ".theil.people", theil(x, people));
        print(name + ".theil_parts", theil_parts(x, model::labels(group)));
        print(name + ".theil_parts.people", theil_parts(x, model::labels(group), people));
    }
    print(name + ".theil_parts.zero", theil_parts(Eigen::VectorXd::Zero(n), model::labels(group)));
}

void association(const std::string& name, const Eigen::VectorXd& x, const Eigen::MatrixXd& near) {
    const SpatialWeights plain = near.sparseView();
    const SpatialWeights rows = row_standardised(plain);
    print(name + ".row_standardised", rows);
    Eigen::MatrixXd own = near;
    own.diagonal().setOnes();
    const SpatialWeights with_self = own.sparseView();
    for (const auto tail : {Tail::two_sided, Tail::greater, Tail::less}) {
        const AssociationOptions options{.permutations = 99, .seed = 3, .tail = tail, .threads = 2};
        print(name + ".moran", moran(x, rows, options));
        print(name + ".geary", geary(x, rows, options));
        print(name + ".getis_ord", getis_ord(x, plain, options));
        const LocalAssociationOptions local{.permutations = 99,
                                            .seed = 8,
                                            .tail = tail,
                                            .discovery = {.rate = 0.2, .dependence = Dependence::positive},
                                            .threads = 2};
        const auto found = local_moran(x, rows, local);
        print(name + ".local_moran", found);
        for (const auto cluster : found.cluster) print(name + ".cluster", association::name(cluster));
        print(name + ".local_geary", local_geary(x, rows, local));
        print(name + ".local_getis_ord", local_getis_ord(x, plain, local));
        print(name + ".local_getis_ord_star", local_getis_ord_star(x, with_self, local));
    }
    print(name + ".moran.none", moran(x, plain, {.permutations = 0}));
    print(name + ".moran.default", moran(x, rows));
    print(name + ".geary.default", geary(x, plain));
    print(name + ".getis_ord.default", getis_ord(x, plain));
    print(name + ".local_moran.default", local_moran(x, rows));
    const Eigen::VectorXd flat = Eigen::VectorXd::Constant(x.size(), 2.0);
    print(name + ".moran.flat", moran(flat, rows));
    print(name + ".geary.flat", geary(flat, rows));
    print(name + ".getis_ord.flat", getis_ord(flat, rows));
    print(name + ".local_moran.flat", local_moran(flat, rows));
    print(name + ".local_getis_ord.flat", local_getis_ord(flat, rows));
}

} // namespace

void scoring_association() {
    for (const long n : {5L, 14L, 45L}) {
        const std::string name = "association[" + std::to_string(n) + ']';
        Draw draw(1000 + n);
        const Eigen::VectorXd x = draw.vector(n, 1.0, 60.0);
        attempt(name, [&] { inequality(name, x, draw); });
        Eigen::MatrixXd near = Eigen::MatrixXd::Zero(n, n);
        for (long i = 0; i + 1 < n; ++i) near(i, i + 1) = near(i + 1, i) = 1.0;
        for (long k = 0; k < n; ++k) {
            const long i = draw.whole(n);
            const long j = draw.whole(n);
            if (i != j) near(i, j) = 1.0;
        }
        near.row(n - 1).setZero();
        attempt(name, [&] { association(name, x, near); });
        const Eigen::VectorXd p = draw.vector(n, 0.0, 0.2);
        print(name + ".false_discovery", false_discovery(p));
        print(name + ".false_discovery.any", false_discovery(p, {.rate = 0.3, .dependence = Dependence::any}));
    }
}

} // namespace corewing::results
