// Driver of sharing_games.py: reads games from standard input, writes answers with 17 digits.
#include "corewing/sharing/core.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"

#include <iomanip>
#include <iostream>
#include <string>

using corewing::Index;

namespace sharing = corewing::sharing;

int main() {
    std::cout << std::setprecision(17);
    for (std::string what; std::cin >> what;) {
        int n = 0;
        std::cin >> n;
        Eigen::VectorXd worth(Index{1} << n);
        for (auto& value : worth) std::cin >> value;
        const auto write = [](const Eigen::VectorXd& values) {
            for (const double value : values) std::cout << value << ' ';
        };
        write(sharing::shapley(worth).share);
        const auto least = sharing::least_core(worth);
        std::cout << least.excess << ' ';
        for (const bool imputations : {true, false}) {
            const auto answer = sharing::nucleolus(worth, {.imputations = imputations});
            std::cout << static_cast<int>(answer.outcome.status) << ' ';
            write(answer.share);
        }
        std::cout << '\n';
    }
}
