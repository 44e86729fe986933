// An index with everything a critic will ask for: how sure is a rank, what holds a place back, and which of
// our choices made the difference.
#include "corewing/indicator/obstacle.hpp"
#include "corewing/indicator/rank_reversal.hpp"
#include "corewing/indicator/sensitivity.hpp"
#include "corewing/indicator/uncertainty.hpp"
#include "corewing/io/region_folder.hpp"

#include "chongqing_plan/figures.hpp"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

using corewing::Index;

namespace indicator = corewing::indicator;
using corewing::base::Mark;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const auto figures = chongqing::figures(region, {});

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
    const auto index = indicator::composite(figures.leaves, figures.leaf_marks, figures.tree, ours);
    const auto range = indicator::uncertainty(figures.leaves, figures.leaf_marks, figures.tree, ours, doubts);
    const auto obstacles = indicator::obstacle(index);

    std::vector<Index> order(figures.districts.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return index.score[a] > index.score[b]; });
    std::puts("district     score   rank   90 % of 2000 runs   held back most by");
    for (Index k = 0; k < std::ssize(order); ++k) {
        if (k == 8) std::puts("...");
        if (k >= 8 && k + 4 < std::ssize(order)) continue;
        const auto i = order[k];
        const auto& id = region.place(figures.districts[i]).id;
        const auto worst = obstacles.greatest[i];
        const auto leaf_imputed = (figures.leaf_marks.row(i) == Mark::imputed).any();
        std::printf("%-12s  %.3f%s  %3d   %3.0f to %3.0f          %s\n", id.c_str(), index.score[i],
                    leaf_imputed ? "~" : " ", index.rank[i], range.rank_range(i, 0), range.rank_range(i, 2),
                    worst < 0 ? "nothing" : index.nodes[worst].id.c_str());
    }
    std::puts("~ some figures behind it are estimated");
    std::printf("mean change of rank over all runs: %.1f places\n", range.mean_shift);

    const auto blame = indicator::sensitivity(figures.leaves, figures.leaf_marks, figures.tree, ours, doubts);
    std::puts("\nwhich choice moves the ranks (share of the variance of the mean change of rank)");
    std::puts("                alone   with the others");
    for (Index k = 0; k < std::ssize(blame.factors); ++k) {
        const Index f = k;
        std::printf("%-14s  %5.2f   %5.2f +- %.2f\n", blame.factors[k].c_str(), blame.first[f], blame.total[f],
                    blame.total_error[f]);
    }
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1; // a full disk is a failure
}
