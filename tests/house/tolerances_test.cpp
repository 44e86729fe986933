// Computed numbers are compared by base/comparison.hpp and nowhere else.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace fs = std::filesystem;

namespace {

/// Who may compare with a tolerance of its own, and why.
const std::map<std::string, std::string> allowed{
    {"allocation/detail/dual_simplex.hpp",
     "inside a solver: pivots and ratios; bounds are computed afresh from its prices"},
    {"allocation/detail/place_demand.hpp", "inside a solver: when a step has arrived"},
    {"allocation/detail/rule_check.hpp", "part of the checks, which know the precision that solvers promise"},
    {"allocation/detail/spillover_objective.hpp", "inside a solver: floor of a slope"},
    {"allocation/detail/water.hpp", "inside a solver: how exact a level is"},
    {"allocation/impl/explain.hpp", "reads marginal values that the solver gives to its gap of 1e-9"},
    {"allocation/impl/fair_division.hpp", "inside a solver: which places stand at a rule and hold more than its price"},
    {"allocation/impl/multi_resource.hpp", "inside a solver: when the dual has stopped falling"},
    {"allocation/impl/portfolio.hpp", "the documented gap of 1e-9 up to which an answer is called optimal"},
    {"allocation/impl/spillover_division.hpp", "inside a solver: which rules are in force at its gap"},
    {"base/impl/separating_direction.hpp", "inside a solver: non-negative least squares"},
    {"indicator/detail/box_cox.hpp", "stop of a golden section"},
    {"interaction/detail/fitted_rows.hpp", "part of a check: rank of a matrix"},
    {"interaction/detail/poisson_fit.hpp", "inside a solver: rank of a matrix"},
    {"interaction/detail/support_flow.hpp", "inside a solver: a flow that meets its totals to the promised 1e-9"},
    {"interaction/impl/constrained_flows.hpp", "the documented 1e-9 by which two given totals may differ"},
    {"interaction/impl/poisson_regression.hpp", "inside a solver: when the deviance has stopped falling"},
    {"layout/detail/certificate_fit.hpp", "part of a check"},
    {"layout/detail/certificate_proof.hpp", "part of a check"},
    {"layout/detail/hub_lists.hpp", "inside a solver: bounds of a branch"},
    {"layout/detail/role_exchange.hpp", "inside a solver: the least gain of a move"},
    {"layout/impl/core_periphery.hpp", "stop of the iteration for coreness"},
    {"report/impl/axis.hpp", "how flat a line is drawn flat"},
    {"sharing/detail/excess_sequence.hpp", "inside a solver: which dual weights are 0"},
    {"sharing/detail/small_simplex.hpp", "inside a solver: pivots of a linear program"},
    {"sharing/impl/core.hpp", "the documented precision of the excess"},
};

/// Whether a line of code compares with a number from 1e-15 to 1e-9.
bool compares_with_a_tolerance(std::string line) {
    line = line.substr(0, line.find("//"));
    static const std::regex tolerance(R"([0-9.]e-(9|0?9|1[0-5])(?![0-9]))");
    static const std::regex brackets(R"(<[A-Za-z_:]*>)");
    static const std::regex comparison(R"([<>]=| [<>] )");
    return std::regex_search(line, tolerance) && std::regex_search(std::regex_replace(line, brackets, ""), comparison);
}

} // namespace

TEST_CASE("a comparison with a tolerance is told from a range, a floor and a template") {
    CHECK(compares_with_a_tolerance("if (a > b + 1e-12) return;"));
    CHECK(compares_with_a_tolerance("x = std::abs(a - b) <= 1e-9 * scale ? 1 : 0;"));
    CHECK(compares_with_a_tolerance("while (a < 2.5e-13) {"));
    CHECK_FALSE(compares_with_a_tolerance("base::check_range(share, 1e-12, 1.0, \"share\");"));
    CHECK_FALSE(compares_with_a_tolerance("x.max(1e-300) > 0.0"));
    CHECK_FALSE(compares_with_a_tolerance("static_cast<double>(x) + 1e-9;"));
    CHECK_FALSE(compares_with_a_tolerance("a > b; // to 1e-12"));
    CHECK_FALSE(compares_with_a_tolerance("constexpr double nearness = 1e-12;"));
}

TEST_CASE("no comparison has a tolerance of its own") {
    const fs::path root = fs::path(COREWING_SOURCE_DIR) / "include" / "corewing";
    std::map<std::string, bool> needed;
    for (const auto& entry : allowed) needed[entry.first] = false;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".hpp" || entry.path().filename().string().rfind("verify_", 0) == 0) continue;
        const std::string path = fs::relative(entry.path(), root).generic_string();
        std::ifstream file(entry.path());
        int number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            if (!compares_with_a_tolerance(line)) continue;
            if (const auto known = needed.find(path); known != needed.end()) {
                known->second = true;
                continue;
            }
            CAPTURE(path);
            CAPTURE(number);
            CAPTURE(line);
            CHECK_MESSAGE(false, "compare by base::equal, at_least or above, or give the file a reason here");
        }
    }
    for (const auto& file : needed) {
        CAPTURE(file.first);
        CHECK_MESSAGE(file.second, "has no tolerance of its own any more: take it from the list");
    }
}
