#include "corewing/base/random.hpp"
#include "corewing/industry/complexity.hpp"

#include "scoring/trade_1995.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("ECI and PCI of ten countries, as Stata's ecomplexity has them") {
    const auto result = industry::complexity(trade_1995());
    // cid-harvard/py-ecomplexity, tests/fixtures/stata_manual_mcp.csv, year 1995. Stata takes the standard deviation
    // over the 300 rows of its panel with 299 degrees of freedom, so its numbers are ours times sqrt(299/300).
    const double panel = std::sqrt(299.0 / 300.0);
    const double eci[] = {1.073207217992253,  -.3159764634559932, 1.06773721349865,  1.200861157616729,
                          -.9777046345252988, .0180390442936879,  .5359206138129307, -.421184002398617,
                          -2.170709342895322, -.0101908039390183};
    for (Index i = 0; i < 10; ++i) CHECK(result.eci[i] * panel == doctest::Approx(eci[i]).epsilon(1e-9));
    const double pci[] = {-1.470491886427003, .9898334389413032, -1.28829614655021, .3359789984244054,
                          -3.323137535581785, 1.211838680172189, .7575610835667231, 2.794806326517154};
    for (Index k = 0; k < 8; ++k) CHECK(result.pci[k] * panel == doctest::Approx(pci[k]).epsilon(1e-9));
    CHECK(result.pci[29] * panel == doctest::Approx(-3.434600369331548).epsilon(1e-9));
    // numpy 1.24.2, linalg.eig of D^-1 M U^-1 M'.
    CHECK(result.second == doctest::Approx(0.29928673).epsilon(1e-7));
    CHECK(result.third == doctest::Approx(0.21350737).epsilon(1e-7));
    CHECK(result.diversity[6] == 20.0);
    CHECK(result.ubiquity[0] == 6.0);
    CHECK(result.multiplicity == 1);
    CHECK(result.findings.empty());
}

TEST_CASE("what makes it an eigenvector, and the scales") {
    base::Random random(33);
    int single = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const auto n = 3 + random.index(12),
                   m = 3 + random.index(12);
        Eigen::MatrixXd presence(n, m);
        for (double& x : presence.reshaped()) x = random.index(5) < 2 ? 1.0 : 0.0;
        const auto result = industry::complexity(presence);
        REQUIRE(result.eci.allFinite());
        REQUIRE(result.pci.allFinite());
        const Eigen::ArrayXd live = (result.diversity.array() > 0.0).cast<double>();
        if (result.multiplicity == 0) continue;
        const double count = live.sum();
        REQUIRE((result.eci.array() * live).sum() / count == doctest::Approx(0.0).epsilon(1e-9));
        REQUIRE((result.eci.array().square() * live).sum() / count == doctest::Approx(1.0).epsilon(1e-9));
        const Eigen::ArrayXd excess = (result.diversity.array() - result.diversity.sum() / count) * live;
        REQUIRE((result.eci.array() * excess).sum() >= -1e-6);
        // ECI is the mean PCI of what a place has: with this, both are eigenvectors.
        for (Index i = 0; i < n; ++i)
            if (live[i] > 0.0)
                REQUIRE(presence.row(i).dot(result.pci) / result.diversity[i] ==
                        doctest::Approx(result.eci[i]).epsilon(1e-7));
        if (result.multiplicity > 1 || result.second < 1e-6) continue;
        ++single;
        const Eigen::VectorXd up = presence.transpose() * result.eci;
        Eigen::VectorXd back = Eigen::VectorXd::Zero(n);
        for (Index i = 0; i < n; ++i)
            for (Index k = 0; k < m; ++k)
                if (presence(i, k) > 0.0) back[i] += up[k] / result.ubiquity[k] / result.diversity[i];
        // up to a constant: the z-score moved the vector along the first eigenvector, which is constant
        const Eigen::ArrayXd moved = (back - result.second * result.eci).array();
        const double constant = (moved * live).sum() / count;
        REQUIRE(((moved - constant) * live).abs().maxCoeff() < 1e-9);
        // The transposed problem has the same second eigenvalue.
        REQUIRE(industry::complexity(presence.transpose()).second == doctest::Approx(result.second).epsilon(1e-9));
    }
    CHECK(single > 100);
}

TEST_CASE("degenerate matrices") {
    // Two parts without a common industry: the larger diversity on one side decides the sign.
    Eigen::MatrixXd parts(4, 5);
    parts << 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1;
    const auto split = industry::complexity(parts);
    CHECK(split.second == doctest::Approx(1.0));
    CHECK(split.eci[0] == doctest::Approx(1.0));
    CHECK(split.eci[1] == doctest::Approx(1.0));
    CHECK(split.eci[2] == doctest::Approx(-1.0));
    CHECK(split.findings[0].text ==
          "the region falls into 2 parts without a common industry; the index tells the parts "
          "apart, not the places in them");
    // Three parts: of the plane of eigenvectors the one nearest to diversity, so the order is by diversity.
    const auto three =
        industry::complexity((Eigen::MatrixXd(3, 6) << 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1).finished());
    CHECK(three.multiplicity == 2);
    CHECK(three.eci[0] > three.eci[1]);
    CHECK(three.eci[1] > three.eci[2]);

    const auto alike = industry::complexity(Eigen::MatrixXd::Ones(3, 4));
    CHECK(alike.eci == Eigen::Vector3d::Zero());
    CHECK(alike.multiplicity == 0);
    CHECK(alike.findings[0].text == "the places do not differ in what they have; all indices are 0");

    Eigen::MatrixXd empty(4, 4);
    empty << 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0;
    const auto holes = industry::complexity(empty);
    CHECK(holes.eci[1] == 0.0);
    CHECK(holes.pci[3] == 0.0);
    CHECK(holes.eci[0] > holes.eci[3]);
    CHECK(holes.eci[3] > holes.eci[2]);
    REQUIRE(holes.findings.size() == 2);
    CHECK(holes.findings[0].text == "1 places have no industry; they do not count");

    CHECK(industry::complexity(Eigen::MatrixXd(0, 3)).pci == Eigen::Vector3d::Zero());
    CHECK(industry::complexity(Eigen::MatrixXd::Zero(2, 2)).eci == Eigen::Vector2d::Zero());
    CHECK(industry::complexity(Eigen::MatrixXd::Ones(1, 3)).eci[0] == 0.0);
}

TEST_CASE("a nested matrix ranks by diversity") {
    Eigen::MatrixXd nested = Eigen::MatrixXd::Zero(6, 6);
    for (Index i = 0; i < 6; ++i) nested.row(i).head(6 - i).setOnes();
    const auto result = industry::complexity(nested);
    for (Index i = 1; i < 6; ++i) {
        CHECK(result.eci[i - 1] > result.eci[i]);
        CHECK(result.pci[i] > result.pci[i - 1]); // the last industry is the rarest
    }
}
