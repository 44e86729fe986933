#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_ALLOCATION

#include "corewing/sharing/core.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"
#include "corewing/sharing/verify_least_core.hpp"
#include "corewing/sharing/verify_nucleolus.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::sharing;

void table(const std::string& name, const Eigen::VectorXd& worth) {
    attempt(name, [&] {
        const auto value = shapley(worth);
        print(name + ".shapley", value);
        print(name + ".core_check", core_check(worth, value.share));
        print(name + ".core_check.tolerant", core_check(worth, value.share, 0.1));
        const auto core = least_core(worth);
        print(name + ".least_core", core);
        print(name + ".least_core.verify", verify_least_core(worth, core));
        for (const bool imputations : {true, false}) {
            const auto kernel = nucleolus(worth, {.imputations = imputations});
            print(name + ".nucleolus", kernel);
            print(name + ".nucleolus.verify", verify_nucleolus(worth, {.imputations = imputations}, kernel));
        }
    });
}

} // namespace

void allocation_sharing() {
    for (const int n : {1, 2, 3, 5, 7}) {
        const std::string name = "sharing[" + std::to_string(n) + ']';
        Draw draw(1600 + n);
        const Eigen::VectorXd size = draw.vector(n, 1.0, 5.0);
        Eigen::VectorXd convex = Eigen::VectorXd::Zero(1 << n);
        for (long set = 1; set < convex.size(); ++set) {
            double sum = 0.0;
            for (int i = 0; i < n; ++i)
                if ((set >> i) % 2 == 1) sum += size[i];
            convex[set] = sum * sum;
        }
        table(name + ".convex", convex);
        Eigen::VectorXd any = draw.vector(1 << n, 0.0, 10.0);
        any[0] = 0.0;
        table(name + ".any", any);
        any[any.size() - 1] = 30.0;
        table(name + ".large", any);
    }
    for (const int players : {3, 6, 30}) {
        const std::string name = "shapley[" + std::to_string(players) + ']';
        const auto worth = [](const auto& members) {
            double sum = 0.0;
            for (const auto i : members) sum += std::sqrt(1.0 + static_cast<double>(i));
            return sum * std::log(1.0 + sum);
        };
        print(name, shapley(players, worth));
        print(name + ".orders", shapley(players, worth, {.exact_to = 2, .orders = 50, .seed = 6, .threads = 2}));
    }
}

} // namespace corewing::results
