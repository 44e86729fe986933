#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_ALLOCATION

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/explain.hpp"
#include "corewing/allocation/verify_apportionment.hpp"

#include "results/allocation.hpp"

namespace corewing::results {

namespace {

using namespace corewing::allocation;

void apportion(const std::string& name, const Eigen::VectorXd& weight, const ApportionmentOptions& options) {
    attempt(name, [&] {
        const auto answer = apportionment(weight, options);
        print(name, answer);
        print(name + ".verify", verify_apportionment(weight, options, answer));
        print(name + ".explain", explain_posts(answer.posts, options.lower, options.upper, options.groups));
        const auto rules = rule_book(options);
        print(name + ".rules", rules);
        print(name + ".conflict", describe(conflict(weight.size(), rules)));
    });
}

void marginal(const std::string& name, const Eigen::MatrixXd& gain, const MarginalDivisionOptions& options) {
    attempt(name, [&] {
        const auto answer = marginal_division(gain, options);
        print(name, answer);
        print(name + ".verify", verify_marginal_division(gain, options, answer));
    });
}

} // namespace

void allocation_posts() {
    for (const long n : {3L, 8L, 40L}) {
        Draw draw(1300 + n);
        const std::string size = "[" + std::to_string(n) + ']';
        Eigen::VectorXd weight = draw.vector(n, 0.2, 30.0);
        Eigen::VectorX<long> lower(n);
        Eigen::VectorX<long> upper(n);
        for (long i = 0; i < n; ++i) lower[i] = draw.whole(3);
        for (long i = 0; i < n; ++i) upper[i] = lower[i] + draw.whole(15);
        const auto groups = nested(n);
        std::vector<std::string> names;
        for (long i = 0; i < n; ++i) names.push_back("N" + std::to_string(i));
        for (const auto method :
             {ApportionmentMethod::hamilton, ApportionmentMethod::jefferson, ApportionmentMethod::webster,
              ApportionmentMethod::hill, ApportionmentMethod::adams}) {
            const std::string at = size + '[' + std::string(allocation::name(method)) + ']';
            apportion("apportionment" + at, weight, {.posts = 6 * n, .method = method});
            apportion("apportionment.few" + at, weight, {.posts = n - 1, .method = method});
            apportion("apportionment.rules" + at, weight,
                      {.posts = 5 * n, .method = method, .lower = lower, .upper = upper});
            apportion("apportionment.groups" + at, weight,
                      {.posts = 5 * n, .method = method, .lower = lower, .groups = groups});
            apportion("apportionment.impossible" + at, weight, {.posts = 100 * n, .method = method, .upper = upper});
        }
        weight[0] = 0.0;
        apportion("apportionment.idle" + size, weight, {.posts = 4 * n});
        print("explain_posts.names" + size, explain_posts(upper, lower, upper, groups, names));
        Eigen::MatrixXd gain = draw.matrix(n, 12, -0.3, 2.0);
        for (long i = 0; i < n; ++i)
            for (long s = 10; s >= 0; --s) gain(i, s) = gain(i, s + 1) + draw.uniform(0.0, 1.0);
        marginal("marginal_division" + size, gain, {.posts = 5 * n});
        for (long i = 0; i < n; ++i) upper[i] = std::min(upper[i], 12L);
        marginal("marginal_division.rules" + size, gain, {.posts = 4 * n, .lower = lower, .upper = upper});
        marginal("marginal_division.groups" + size, gain, {.posts = 5 * n, .lower = lower, .groups = groups});
        marginal("marginal_division.impossible" + size, gain, {.posts = 13 * n});
    }
}

} // namespace corewing::results
