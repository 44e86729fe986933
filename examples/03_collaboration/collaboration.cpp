// Which places complete each other, which duplicate each other, and where does the industry chain have gaps?
//
// What zones produce along the chains of the plans is not public. The shares below are SYNTHETIC: three parts in four go
// to what the plans name as a place's focus, the rest is spread evenly. They show the method, not Chongqing; the workers
// of its districts, which are public, are compared by the plan (examples/regional_plan).
#include "corewing/industry/chain_coverage.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/output.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace industry = corewing::industry;
namespace model = corewing::model;
namespace report = corewing::report;
using corewing::Index;

// The focus of four places as the digital-zone plan words it, as rows of output.csv that sum to 1 a place.
model::Region with_synthetic_output(model::Tables tables) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> focus{
        {"liangjiang", {"devices", "networks", "big_data", "software"}}, // digital industry, infrastructure
        {"hightech", {"chips"}},                                         // integrated circuits
        {"edz", {"devices", "big_data"}},                                // smart terminals, supercomputing
        {"yubei", {"devices", "software"}},                              // clustering of digital industry
    };
    tables.output.clear();
    std::erase_if(tables.industries, [](const model::Industry& industry) { return industry.chain.empty(); });
    for (const auto& [place, named] : focus)
        for (const auto& row : tables.industries) {
            const bool in_focus = std::find(named.begin(), named.end(), row.id) != named.end();
            const double spread = 0.25 / static_cast<double>(tables.industries.size());
            const double own = in_focus ? 0.75 / static_cast<double>(named.size()) : 0.0;
            tables.output.push_back({.place = place, .industry = row.id, .year = 2020, .value = spread + own,
                                     .mark = corewing::base::Mark::synthetic});
        }
    return model::Region(std::move(tables));
}

int main() {
    const auto region = with_synthetic_output(corewing::io::read_region(DATA_FOLDER "/chongqing").tables());
    const auto places = model::select(region, {"liangjiang", "hightech", "edz", "yubei"});
    const auto shares = places.rows(model::output(region)).known();
    const auto alike = industry::structural_similarity(shares);
    const auto different = industry::differentiation(shares);
    const auto chain =
        industry::chain_coverage(shares, industry::stages_of(region.industries()),
                                 {.threshold = 0.1, .strong = 0.3, .order = {"芯", "屏", "器", "核", "网"}});

    report::Table pairs{.caption = "SYNTHETIC shares built from the stated focus of four places",
                        .columns = {{"place"},
                                    {"with"},
                                    {"alike", report::Align::right},
                                    {"different", report::Align::right},
                                    {"more stages covered", report::Align::right},
                                    {"they"}}};
    for (Index i = 0; i < places.size(); ++i)
        for (Index j = i + 1; j < places.size(); ++j)
            pairs.rows.push_back({places.ids().id(i), places.ids().id(j), report::fixed(alike(i, j), 2),
                                  report::fixed(different(i, j), 2), report::percent(chain.gain(i, j), 0),
                                  alike(i, j) > 0.6         ? "duplicate"
                                  : chain.gain(i, j) > 0.05 ? "complete"
                                                            : ""});
    std::cout << report::text(pairs);

    for (Index i = 0; i < places.size(); ++i) {
        std::cout << '\n'
                  << places.ids().id(i) << " alone covers " << report::percent(chain.place[i], 0) << " of the stages\n";
        for (const auto& task : chain.tasks({i}))
            if (task.partner >= 0)
                std::cout << "  " << task.action << ' ' << chain.stages[task.stage].stage << " of "
                          << chain.stages[task.stage].chain << ", where " << places.ids().id(task.partner)
                          << " is strong\n";
    }
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
