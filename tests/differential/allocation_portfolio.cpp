// Driver of allocation_portfolio.py: for each line "seed projects file" writes a random choice of projects in LP format
// to the file, and "status objective bound holds" to standard output.
#include "corewing/allocation/lp_format.hpp"
#include "corewing/allocation/portfolio.hpp"
#include "corewing/allocation/verify_portfolio.hpp"

#include "../allocation/portfolio_cases.hpp"

#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <string>

using namespace corewing;

int main() {
    std::cout << std::setprecision(17);
    std::uint64_t seed = 0;
    Index projects = 0;
    for (std::string file; std::cin >> seed >> projects >> file;) {
        const auto problem = RandomPortfolio(seed, projects).make();
        std::ofstream(file) << allocation::lp_text(problem);
        const auto answer = allocation::portfolio(problem);
        std::cout << base::name(answer.outcome.status) << ' ' << answer.outcome.objective << ' ' << answer.outcome.bound
                  << ' ' << allocation::verify_portfolio(problem, answer, {.work_limit = 1e6}).holds << '\n';
    }
}
