// An index with everything a critic will ask for: how sure is a rank, what holds a place back, and which of
// our choices made the difference.
#include "corewing/indicator/obstacle.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/sensitivity.hpp"
#include "corewing/indicator/uncertainty.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/plan/standing.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <iostream>
#include <string>

namespace indicator = corewing::indicator;
namespace report = corewing::report;
using corewing::Index;
using corewing::base::Mark;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto basis = corewing::plan::basis(region, corewing::plan::choices(region));
    const auto figures = corewing::plan::standing(basis); // the districts and indicators that are known, gaps filled

    // Our choices ...
    const indicator::CompositeOptions ours{
        .outliers = {.method = indicator::Treatment::automatic},
        .weigh = {.method = indicator::Weighing::entropy},
        .weigh_at = {{"public_index", {.method = indicator::Weighing::equal}}},
    };
    // ... and those others would have made.
    const indicator::UncertaintyOptions doubts{
        .outliers = {{.method = indicator::Treatment::automatic}, {.method = indicator::Treatment::none}},
        .normalise = {{.method = indicator::Normalisation::min_max}, {.method = indicator::Normalisation::rank}},
        .weigh = {{.method = indicator::Weighing::entropy},
                  {.method = indicator::Weighing::critic},
                  {.method = indicator::Weighing::equal}},
        .aggregate = {{.method = indicator::Aggregation::arithmetic},
                      {.method = indicator::Aggregation::geometric, .floor = 0.01}},
        .runs = 2000,
    };
    const auto index = indicator::composite(figures.values, figures.marks, figures.tree, ours);
    const auto range = indicator::uncertainty(figures.values, figures.marks, figures.tree, ours, doubts);
    const auto obstacles = indicator::obstacle(index);

    using report::Align;
    report::Table places{.columns = {{"district"},
                                     {"score", Align::right},
                                     {"rank", Align::right},
                                     {"in 90% of " + std::to_string(doubts.runs) + " runs", Align::right},
                                     {"held back most by"}},
                         .note = "Mean change of rank over all runs: " + report::fixed(range.mean_shift) + " places."};
    for (const Index i : indicator::order_of(index.score)) {
        const auto worst = obstacles.greatest[i];
        const bool filled = (figures.marks.row(i) == Mark::imputed).any();
        places.rows.push_back(
            {basis.name(figures.places[i]),
             {report::fixed(index.score[i], 3), filled ? Mark::imputed : Mark::derived},
             std::to_string(index.rank[i]),
             report::fixed(range.rank_range(i, 0), 0) + " to " + report::fixed(range.rank_range(i, 2), 0),
             worst < 0 ? "nothing" : region.indicator(index.nodes[worst].id).name});
    }
    std::cout << report::text(places);

    const auto blame = indicator::sensitivity(figures.values, figures.marks, figures.tree, ours, doubts);
    report::Table choices{
        .caption = "Which choice moves the ranks: share of the variance of the mean change of rank",
        .columns = {{"choice"}, {"alone", Align::right}, {"with the others", Align::right}, {"+-", Align::right}}};
    for (Index k = 0; k < std::ssize(blame.factors); ++k)
        choices.rows.push_back({blame.factors[k], report::fixed(blame.first[k], 2), report::fixed(blame.total[k], 2),
                                report::fixed(blame.total_error[k], 2)});
    std::cout << '\n' << report::text(choices);
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
