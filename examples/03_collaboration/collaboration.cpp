// Which places complete each other, which duplicate each other, and where does the industry chain have gaps?
//
// Industry output by district is not public. The shares below are SYNTHETIC: three parts in four go to what
// the plans name as a place's focus, the rest is spread evenly. They show the method, not Chongqing.
#include "corewing/io/region_folder.hpp"
#include "corewing/industry/chain_coverage.hpp"
#include "corewing/industry/similarity.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

using corewing::Index;

namespace industry = corewing::industry;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");

    // The focus of a place as the digital-zone plan words it, translated to industries of the folder.
    const std::map<std::string, std::vector<std::string>> focus{
        {"liangjiang", {"devices", "networks", "big_data", "software"}}, // digital industry, infrastructure
        {"hightech", {"chips"}},                                         // integrated circuits
        {"edz", {"devices", "big_data"}},                                // smart terminals, supercomputing
        {"yubei", {"devices", "software"}},                              // clustering of digital industry
    };
    auto industries = region.industries();
    const std::string chain_order = "芯屏器核网";
    std::stable_sort(industries.begin(), industries.end(), [&](const auto& a, const auto& b) {
        return chain_order.find(a.stage) < chain_order.find(b.stage); // what is not in the chain comes last
    });
    const Index columns = std::ssize(industries);
    std::vector<std::string> places;
    Eigen::MatrixXd shares(std::ssize(focus), columns);
    for (const auto& [place, named] : focus) {
        const Index row = std::ssize(places);
        shares.row(row).setConstant(0.25 / static_cast<double>(columns));
        for (Index k = 0; k < columns; ++k)
            if (std::count(named.begin(), named.end(), industries[k].id) > 0)
                shares(row, k) += 0.75 / static_cast<double>(named.size());
        places.push_back(place);
    }
    std::puts("SYNTHETIC shares built from the stated focus of four places\n");

    std::puts("Pair                     alike   different   the pair covers more of the chain by");
    const Eigen::MatrixXd alike = industry::structural_similarity(shares);
    const Eigen::MatrixXd different = industry::differentiation(shares);
    std::vector<industry::ChainStage> stages;
    for (const auto& industry : industries) stages.push_back({industry.chain, industry.stage});
    const auto chain = industry::chain_coverage(shares, stages, {.threshold = 0.1, .strong = 0.3});
    for (Index i = 0; i < shares.rows(); ++i)
        for (Index j = i + 1; j < shares.rows(); ++j)
            std::printf("%-10s %-12s  %5.2f   %9.2f   %5.0f %% of its stages%s\n",
                        places[i].c_str(), places[j].c_str(),
                        alike(i, j), different(i, j), 100.0 * chain.gain(i, j),
                        alike(i, j) > 0.6         ? "  <- duplicate"
                        : chain.gain(i, j) > 0.05 ? "  <- complete"
                                                  : "");

    for (Index i = 0; i < shares.rows(); ++i) {
        std::printf("\n%s alone covers %.0f %% of the stages", places[i].c_str(),
                    100.0 * chain.place[i]);
        int told = 0;
        for (const auto& task : chain.tasks({i})) {
            if (task.partner < 0 || ++told > 3) continue;
            std::printf("\n  %-10s %s of %s, where %s is strong", std::string(industry::name(task.action)).c_str(),
                        chain.stages[task.stage].stage.c_str(),
                        chain.stages[task.stage].chain.c_str(),
                        places[task.partner].c_str());
        }
    }
    std::puts("");
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1; // a full disk is a failure
}
