// collaboration() where not all flows are known, and where pairs stand at the floor.
#include "corewing/base/random.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/scoring/collaboration.hpp"

#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::MarkedMatrix;
using scoring::Mean;
using scoring::Part;

namespace {

struct Known {
    Index i, j;
    double flow;
};

/// A symmetric layer of which only the listed pairs are known.
MarkedMatrix layer(Index n, const std::vector<Known>& pairs, const std::string& name = "trips") {
    Eigen::MatrixXd values = Eigen::MatrixXd::Zero(n, n);
    base::Marks marks = base::Marks::Constant(n, n, Mark::missing);
    for (const auto& [i, j, flow] : pairs) {
        values(i, j) = values(j, i) = flow;
        marks(i, j) = marks(j, i) = Mark::observed;
    }
    return MarkedMatrix(values, marks, {.name = name});
}

/// Four places; 0-1, 0-2 and 1-2 are known.
MarkedMatrix trips() {
    return layer(4, {{0, 1, 8}, {0, 2, 4}, {1, 2, 2}});
}

/// With the standard formula D = (u v)^(1/4): 1, 1/2, 1/2, 1/2, 1/2, 1/4 in the order of pairs.
Eigen::MatrixXd levels() {
    return Eigen::Vector4d(1.0, 1.0, 1.0 / 16.0, 1.0 / 16.0);
}

double at(const std::array<double, scoring::part_count>& parts, Part part) {
    return parts[base::position(part)];
}

std::vector<std::string> listed(const std::vector<scoring::PairScore>& pairs) {
    std::vector<std::string> names;
    for (const auto& pair : pairs) names.push_back(std::to_string(pair.first) + std::to_string(pair.second));
    return names;
}

std::vector<std::string> texts(const scoring::Collaboration& result) {
    std::vector<std::string> all;
    for (const auto& finding : result.findings) all.push_back(finding.subject + ": " + finding.text);
    return all;
}

const scoring::CollaborationOptions plain{.coupling = scoring::Coupling::standard};

} // namespace

TEST_CASE("the analyst's ten lines") {
    auto tables = test::valley();
    tables.layers.push_back({.id = "trips", .complete = true});
    tables.links.push_back({.layer = "trips", .from = "south", .to = "north", .weight = 30});
    tables.links.push_back({.layer = "trips", .from = "south", .to = "centre", .weight = 40});
    const model::Region region(tables);

    const auto towns = model::select(region, model::PlaceKind::district);
    const auto hours = towns.pairs(graph::travel_times(region, {.layers = {"road"}}));
    const auto people = towns.rows(model::column(region, "gdp")).known();
    const auto trips = towns.pairs(model::linkage(region, "trips"));
    const auto fit =
        interaction::calibrate_gravity(trips, people, hours, {.origin_exponent = 1, .destination_exponent = 1});
    const auto together = scoring::collaboration({.flows = {{.flow = trips}}, .potential = fit.flow});
    std::vector<std::string> lines;
    for (const auto& pair : towns.named(together.strongest(5)))
        lines.push_back(pair.first_name + " - " + pair.second_name);
    CHECK(lines == std::vector<std::string>{"centre - south", "north - south"}); // centre - north: none at all
    CHECK(towns.named(together.under_used(1)).front().second_name == "north");
    CHECK(together.weights == Eigen::Vector3d(1, 0, 0));
    CHECK(together.flows_known == 3);
    CHECK(together.flow_known.size() == 0);
}

TEST_CASE("four places by hand: a pair without flows rests on its other parts, and says so") {
    const auto result = scoring::collaboration({.flows = {{.flow = trips()}}, .levels = levels()}, plain);
    CHECK(result.counted == 6);
    CHECK(result.unknown == 0);
    CHECK(result.flows_known == 3);
    CHECK(result.flow_known == (Eigen::VectorXd(6) << 1, 1, 0, 1, 0, 0).finished());
    CHECK(texts(result)[0] == "trips: 3 of 6 pairs are known in this layer; it counts only these");
    const double score[] = {1.0, 0.5, 0.5, std::sqrt(0.125), 0.5, 0.25}; // geometric mean of 1 1, 1/2 1/2, - 1/2, ...
    for (Index p = 0; p < 6; ++p) CHECK(result.score[p] == doctest::Approx(score[p]).epsilon(1e-14));
    CHECK(result.place[0] == doctest::Approx(2.0));
    CHECK(result.place[3] == doctest::Approx(1.25));
    CHECK(result.region == doctest::Approx(2.75 + std::sqrt(0.125)));

    const auto known = result.pair(0, 2);
    CHECK(known.parts_known == 2);
    CHECK(known.lowest == known.score);
    CHECK(known.highest == known.score);
    CHECK(known.flow_known == 1.0);
    const auto pair = result.pair(3, 0);
    CHECK(pair.parts_known == 1);
    CHECK_FALSE(pair.known[base::position(Part::linkage)]);
    CHECK(pair.known[base::position(Part::coordination)]);
    CHECK(pair.flow_known == 0.0);
    CHECK(pair.lowest == doctest::Approx(std::sqrt(0.01 * 0.5)));
    CHECK(pair.highest == doctest::Approx(std::sqrt(0.5)));
    CHECK(at(pair.part, Part::linkage) == 0.0);
    CHECK(at(pair.shortfall, Part::linkage) == 0.0);
    CHECK(at(pair.shortfall, Part::coordination) == doctest::Approx(0.5));
    // The three unknown pairs at their worst and best: sqrt(.01 / 2) twice and sqrt(.01 / 4); sqrt(1/2) twice and 1/2.
    const double certain = 1.5 + std::sqrt(0.125);
    CHECK(result.mean_lowest == doctest::Approx((certain + 2.0 * std::sqrt(0.005) + 0.05) / 6.0));
    CHECK(result.mean_highest == doctest::Approx((certain + 2.0 * std::sqrt(0.5) + 0.5) / 6.0));
    CHECK(listed(result.strongest(9)).front() == "01");
    CHECK(listed(result.strongest(9)).back() == "23");

    auto options = plain;
    options.mean = Mean::arithmetic;
    options.linkage_weight = 3.0;
    const auto sum = scoring::collaboration({.flows = {{.flow = trips()}}, .levels = levels()}, options);
    CHECK(sum.pair(1, 2).score == doctest::Approx(0.75 * 0.25 + 0.25 * 0.5));
    CHECK(sum.pair(1, 3).score == doctest::Approx(0.5));
    CHECK(sum.pair(1, 3).lowest == doctest::Approx(0.125));
    CHECK(sum.pair(1, 3).highest == doctest::Approx(0.875));
}

TEST_CASE("flows alone: a pair of which nothing is known has no score") {
    const auto result = scoring::collaboration({.flows = {{.flow = trips()}}});
    CHECK(result.counted == 3);
    CHECK(result.unknown == 3);
    CHECK(result.mean == doctest::Approx(1.75 / 3.0));
    CHECK(result.mean_lowest == doctest::Approx((1.75 + 0.03) / 6.0));
    CHECK(result.mean_highest == doctest::Approx((1.75 + 3.0) / 6.0));
    CHECK(result.place[3] == 0.0);
    CHECK(result.place_shortfall(3, 0) == 0.0);
    CHECK(listed(result.strongest(9)) == std::vector<std::string>{"01", "02", "12"});
    const auto pair = result.pair(1, 3);
    CHECK(pair.score == 0.0);
    CHECK(pair.parts_known == 0);
    CHECK(pair.lowest == doctest::Approx(0.01));
    CHECK(pair.highest == 1.0);
    CHECK(texts(result).back() == ": 3 of 6 pairs have no score: none of their parts is known");

    // Excluded pairs are none of these, known or not.
    const auto fewer = scoring::collaboration({.flows = {{.flow = trips()}}, .excluded = {{3, 0}, {1, 0}}});
    CHECK(fewer.counted == 2);
    CHECK(fewer.unknown == 2);
    CHECK(fewer.flows_known == 2);
    CHECK(fewer.pair(0, 2).score == doctest::Approx(1.0)); // now the greatest
    CHECK(fewer.pair(0, 3).highest == 0.0);
}

TEST_CASE("a direction that is missing leaves the pair unknown, and never sets the scale") {
    Eigen::MatrixXd values = Eigen::MatrixXd::Zero(3, 3);
    base::Marks marks = base::Marks::Constant(3, 3, Mark::observed);
    values(0, 1) = 100.0;
    values(0, 2) = 3.0;
    values(2, 1) = 6.0;
    marks(1, 0) = Mark::missing;
    const auto result = scoring::collaboration({.flows = {{.flow = MarkedMatrix(values, marks)}}});
    CHECK(result.pair(1, 2).score == 1.0);
    CHECK(result.pair(0, 2).score == doctest::Approx(0.5));
    CHECK(result.pair(0, 1).parts_known == 0);
}

TEST_CASE("under-used are only known pairs that fall short of what is expected of known pairs") {
    Eigen::MatrixXd potential = Eigen::MatrixXd::Zero(4, 4);
    potential(0, 1) = potential(0, 2) = 8.0;
    potential(1, 2) = 2.0;
    potential(0, 3) = 1000.0; // unknown: not in the total, never under-used
    const auto result = scoring::collaboration({.flows = {{.flow = trips()}}, .potential = potential});
    // 14 trips over 18 of potential: expected 56/9, 56/9, 14/9 where there are 8, 4, 2; r = 9/7, 9/14, 9/7.
    CHECK(at(result.pair(0, 1).part, Part::realisation) == doctest::Approx(9.0 / 16.0));
    CHECK(at(result.pair(0, 2).part, Part::realisation) == doctest::Approx(9.0 / 23.0));
    CHECK(at(result.pair(1, 2).part, Part::realisation) == doctest::Approx(9.0 / 16.0));
    CHECK_FALSE(result.pair(0, 3).known[base::position(Part::realisation)]);
    CHECK(result.pair(0, 3).known[base::position(Part::potential)]);
    CHECK(result.pair(0, 3).parts_known == 0); // a diagnostic is no part of the score
    CHECK(listed(result.under_used(9)) == std::vector<std::string>{"02"});
    CHECK(result.pair(0, 2).unused == doctest::Approx(0.008 * 5.0 / 23.0));
    // No finding counts the unknown pairs as pairs without flow.
    CHECK(texts(result) ==
          std::vector<std::string>{
              "trips: 3 of 6 pairs are known in this layer; it counts only these",
              "complementarity: left out for want of supply and demand; its weight goes to the other parts",
              "differentiation: left out for want of supply; its weight goes to the other parts",
              "coordination: left out for want of levels; its weight goes to the other parts",
              ": 3 of 6 pairs have no score: none of their parts is known"});
    // By rank among the known: 9/14 first, the other two share ranks 2 and 3.
    const auto ranked = scoring::collaboration({.flows = {{.flow = trips()}}, .potential = potential},
                                               {.realisation = scoring::Realisation::rank});
    CHECK(at(ranked.pair(0, 2).part, Part::realisation) == doctest::Approx(0.5 / 3.0));
    CHECK(at(ranked.pair(0, 1).part, Part::realisation) == doctest::Approx(2.0 / 3.0));
}

TEST_CASE("two layers: linkage is the mean of those that know the pair") {
    Eigen::MatrixXd all = Eigen::MatrixXd::Zero(4, 4);
    all(0, 1) = 4.0;
    all(2, 3) = 2.0;
    const scoring::CollaborationData data{
        .flows = {{.flow = layer(4, {{0, 1, 10}, {0, 2, 5}}, "trips"), .weight = 3.0},
                  {.name = "patents", .flow = MarkedMatrix::observed(all), .weight = 1.0}},
        .potential = Eigen::MatrixXd::Ones(4, 4)};
    const auto result = scoring::collaboration(data, {.mean = Mean::arithmetic});
    CHECK(result.flow_known == (Eigen::VectorXd(6) << 1, 1, .25, .25, .25, .25).finished());
    CHECK(result.flows_known == 2);
    const double linkage[] = {1.0, 0.375, 0.0, 0.0, 0.0, 0.5};
    for (Index p = 0; p < 6; ++p) CHECK(result.score[p] == doctest::Approx(linkage[p]));
    const auto pair = result.pair(2, 3);
    CHECK(pair.parts_known == 1);
    CHECK(pair.lowest == doctest::Approx(0.125));                          // trips none
    CHECK(pair.highest == doctest::Approx(0.875));                         // trips as many as the greatest pair
    CHECK(listed(result.under_used(9)) == std::vector<std::string>{"02"}); // 1-2 has no patents, but perhaps trips
}

TEST_CASE("nothing known of any pair is told, and no list breaks") {
    const auto none = layer(3, {});
    const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(3, 3);
    for (const auto& result : {scoring::collaboration({.flows = {{.flow = none}}}),
                               scoring::collaboration({.flows = {{.flow = none}}, .potential = ones})}) {
        CHECK(result.counted == 0);
        CHECK(result.unknown == 3);
        CHECK(result.strongest(3).empty());
        CHECK(result.under_used(3).empty());
        CHECK(result.mean_lowest == 0.0);
        CHECK(result.mean_highest == 1.0);
        CHECK(texts(result)[0] == "trips: no pair is known in this layer; it is left out");
        CHECK(texts(result)[1] ==
              ": no pair's flows are known: nothing can be said of linkage, or of what is under-used");
        CHECK(result.pair(0, 1).parts_known == 0);
        CHECK(result.pair(0, 1).highest == 1.0);
    }
    const auto rest = scoring::collaboration({.flows = {{.flow = none}}, .potential = ones, .levels = 0.49 * ones});
    CHECK(rest.pair(0, 1).score == doctest::Approx(0.7));
    CHECK(rest.pair(0, 1).parts_known == 1);
    CHECK(rest.under_used(3).empty());
    CHECK(rest.flows_known == 0);
    // Known to be nothing is something else.
    const auto zeros = scoring::collaboration(
        {.flows = {{.name = "trips", .flow = MarkedMatrix::observed(0.0 * ones)}}, .levels = 0.49 * ones});
    CHECK(texts(zeros)[0] == "trips: no pair has any flow in this layer; it is left out");
}

TEST_CASE("pairs at the floor are listed by what they have, those with nothing never") {
    Eigen::MatrixXd potential = Eigen::MatrixXd::Zero(5, 5);
    potential(3, 4) = 10000;
    potential(1, 2) = 99;
    potential(0, 3) = 50;
    potential(0, 1) = .001;
    const std::vector<std::string> wanted{"34", "12", "03", "01"};
    const auto result = scoring::collaboration({.potential = potential}, {.potential_weight = 1.0});
    CHECK(listed(result.strongest(4)) == wanted);
    CHECK(listed(result.strongest(10)) == wanted);
    CHECK(listed(result.strongest(2)) == std::vector<std::string>{"34", "12"});
    CHECK(result.pair(0, 2).score == doctest::Approx(0.01)); // the score itself is the floor, as documented
    CHECK(texts(result).back() == "floor: 9 of 10 pairs stand at the floor of 0.01: 3 are ranked by their parts "
                                  "below it, 6 have nothing and are not listed");
    const auto flows = scoring::collaboration({.flows = {{.flow = MarkedMatrix::observed(potential)}}});
    CHECK(listed(flows.strongest(10)) == wanted);
    const auto sum =
        scoring::collaboration({.flows = {{.flow = MarkedMatrix::observed(potential)}}}, {.mean = Mean::arithmetic});
    CHECK(listed(sum.strongest(10)) == wanted);
    CHECK(texts(sum).back().find("floor") == std::string::npos);

    // Some parts missing change the weights, not the floor: all of these stand at .01 whatever they rest on.
    const auto thin = layer(4, {{0, 1, 1e6}, {0, 2, 1}, {1, 2, 0}});
    const Eigen::MatrixXd low = Eigen::Vector4d(1.0, 1.0, 1e-12, 1e-13);
    const auto mixed = scoring::collaboration({.flows = {{.flow = thin}}, .levels = low}, plain);
    // Means of what is known: 0-2 (1e-6 + 1e-3)/2, 0-3 1e-13^(1/4), 1-2 1e-3/2, 1-3 as 0-3, 2-3 1e-25^(1/4).
    CHECK(listed(mixed.strongest(9)) == std::vector<std::string>{"01", "03", "13", "02", "12", "23"});
}

TEST_CASE("what is given without a weight, or on other places, is refused in words") {
    const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(3, 3);
    CHECK_THROWS_WITH_AS(scoring::collaboration({.potential = ones}),
                         "data: only the potential is known, and it has no weight; give flows, levels, or supply, or "
                         "set potential_weight",
                         base::bad_data);
    const MarkedMatrix here = MarkedMatrix::observed(ones, {.name = "a", .places = model::PlaceIds({"x", "y", "z"})});
    const MarkedMatrix there = MarkedMatrix::observed(ones, {.name = "b", .places = model::PlaceIds({"x", "y", "w"})});
    CHECK_THROWS_WITH_AS(scoring::collaboration({.flows = {{.flow = here}, {.flow = there}}}),
                         "flows[b]: stands on other places than flows[a]; cut both with the same selection",
                         base::bad_value);
    const MarkedMatrix columns = MarkedMatrix::observed(ones, {.name = "c", .columns = {"p", "q", "r"}});
    CHECK_THROWS_WITH_AS(scoring::collaboration({.flows = {{.flow = columns}}}),
                         "flows[c]: has columns of its own; give places x places", base::bad_value);
}

TEST_CASE("any pattern of unknown pairs: the definition, the bounds, the sums, the threads") {
    base::Random random(17);
    for (const Index n : {5, 64, 67, 130})
        for (const bool geometric : {true, false}) {
            const auto matrix = [&](Index rows, Index cols) {
                Eigen::MatrixXd m(rows, cols);
                for (double& x : m.reshaped()) x = random.uniform();
                return m;
            };
            const auto marked = [&] {
                base::Marks marks(n, n);
                for (Mark& mark : marks.reshaped()) mark = random.uniform() < 0.3 ? Mark::missing : Mark::observed;
                return MarkedMatrix(matrix(n, n), marks);
            };
            const scoring::CollaborationData data{.flows = {{.flow = marked(), .weight = 2.0}, {.flow = marked()}},
                                                  .potential = matrix(n, n),
                                                  .levels = matrix(n, 2),
                                                  .excluded = {{1, 3}, {0, 2}}};
            const scoring::CollaborationOptions options{.realisation_weight = 0.5,
                                                        .mean = geometric ? Mean::geometric : Mean::arithmetic,
                                                        .floor = 0.2,
                                                        .threads = 1};
            const auto result = scoring::collaboration(data, options);
            auto more = options;
            more.threads = 3;
            const auto again = scoring::collaboration(data, more);
            REQUIRE(result.score == again.score);
            REQUIRE(result.place_shortfall == again.place_shortfall);
            const auto known = [&](Index l, Index i, Index j) {
                return data.flows[l].flow(i, j).has_value() && data.flows[l].flow(j, i).has_value();
            };
            Eigen::MatrixXd raw = Eigen::MatrixXd::Zero(n, n);
            double largest[] = {0.0, 0.0}, observed = 0.0, expected = 0.0, greatest = 0.0;
            const auto excluded = [](Index i, Index j) { return (i == 1 && j == 3) || (i == 0 && j == 2); };
            const auto both = [&](Index l, Index i, Index j) {
                return data.flows[l].flow.values()(i, j) + data.flows[l].flow.values()(j, i);
            };
            for (Index i = 0; i < n; ++i)
                for (Index j = i + 1; j < n; ++j)
                    for (const Index l : {0, 1})
                        if (known(l, i, j) && !excluded(i, j)) largest[l] = std::max(largest[l], both(l, i, j));
            for (Index i = 0; i < n; ++i)
                for (Index j = i + 1; j < n; ++j) {
                    if (excluded(i, j)) continue;
                    double weight = 0.0;
                    for (const Index l : {0, 1})
                        if (known(l, i, j)) {
                            raw(i, j) += (2.0 - static_cast<double>(l)) * both(l, i, j) / largest[l];
                            weight += 2.0 - static_cast<double>(l);
                        }
                    if (weight > 0.0) raw(i, j) /= weight;
                    greatest = std::max(greatest, raw(i, j));
                    if (weight < 3.0) continue;
                    observed += raw(i, j);
                    expected += data.potential(i, j) + data.potential(j, i);
                }
            Index flows_known = 0;
            for (Index i = 0; i < n; ++i)
                for (Index j = i + 1; j < n; ++j) {
                    const auto pair = result.pair(i, j);
                    if (excluded(i, j)) continue;
                    const double share = (known(0, i, j) ? 2.0 : 0.0) / 3.0 + (known(1, i, j) ? 1.0 : 0.0) / 3.0;
                    REQUIRE(pair.flow_known == doctest::Approx(share));
                    const bool full = known(0, i, j) && known(1, i, j);
                    flows_known += full ? 1 : 0;
                    REQUIRE(pair.parts_known == 1 + (share > 0.0 ? 1 : 0) + (full ? 1 : 0));
                    REQUIRE(at(pair.part, Part::linkage) == doctest::Approx(raw(i, j) / greatest));
                    const double model = observed / expected * (data.potential(i, j) + data.potential(j, i));
                    REQUIRE(at(pair.part, Part::realisation) ==
                            doctest::Approx(full ? raw(i, j) / (raw(i, j) + model) : 0.0));
                    const double value[] = {at(pair.part, Part::linkage), at(pair.part, Part::realisation),
                                            at(pair.part, Part::coordination)};
                    const double weight[] = {share > 0.0 ? 1.0 : 0.0, full ? 0.5 : 0.0, 1.0};
                    double score = 0.0, all = 0.0, shortfall = 0.0;
                    for (const Index k : {0, 1, 2}) {
                        score += weight[k] * (geometric ? std::log(std::max(value[k], 0.2)) : value[k]);
                        all += weight[k];
                    }
                    score = geometric ? std::exp(score / all) : score / all;
                    REQUIRE(pair.score == doctest::Approx(score).epsilon(1e-12));
                    for (const double lost : pair.shortfall) shortfall += lost;
                    REQUIRE(pair.score + shortfall == doctest::Approx(1.0).epsilon(1e-12));
                    REQUIRE(pair.lowest <= pair.score);
                    REQUIRE(pair.highest >= pair.score);
                    REQUIRE((pair.lowest < pair.highest) == !full);
                    if (!full) REQUIRE(pair.unused == 0.0);
                }
            CHECK(result.flows_known == flows_known);
            CHECK(result.place.sum() + result.place_shortfall.sum() ==
                  doctest::Approx(2.0 * static_cast<double>(result.counted)));
            CHECK(result.mean_lowest < result.mean);
            CHECK(result.mean_highest > result.mean);
        }
}

TEST_CASE("marks that say all is known change no bit") {
    base::Random random(4);
    const Index n = 70;
    Eigen::MatrixXd flow(n, n), potential(n, n);
    for (double& x : flow.reshaped()) x = random.uniform();
    for (double& x : potential.reshaped()) x = random.uniform();
    base::Marks marks = base::Marks::Constant(n, n, Mark::derived);
    for (Index i = 0; i < n; ++i) marks(i, i) = Mark::missing; // the diagonal is no pair
    const auto one =
        scoring::collaboration({.flows = {{.flow = MarkedMatrix::observed(flow)}}, .potential = potential});
    const auto two = scoring::collaboration({.flows = {{.flow = MarkedMatrix(flow, marks)}}, .potential = potential});
    CHECK(one.score == two.score);
    CHECK(one.parts == two.parts);
    CHECK(two.flow_known.size() == 0);
    // One more pair unknown, excluded at the same time: still the same for all others.
    marks(3, 9) = Mark::missing;
    const auto left = scoring::collaboration(
        {.flows = {{.flow = MarkedMatrix(flow, marks)}}, .potential = potential, .excluded = {{3, 9}}});
    const auto right = scoring::collaboration(
        {.flows = {{.flow = MarkedMatrix::observed(flow)}}, .potential = potential, .excluded = {{3, 9}}});
    CHECK(left.score == right.score);
    CHECK(left.place == right.place);
}
