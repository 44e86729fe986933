#include "corewing/allocation/verify_dominant_resource.hpp"
#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/base/outcome.hpp"

#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using allocation::DominantResource;
using allocation::DominantResourceOptions;
using base::Status;
using Eigen::MatrixXd;
using Eigen::Vector3d;
using corewing::test::none;

namespace {

/// Three places with tasks of 1, 1 and 2 share ten; the first does one task at most. Nine are left: 4.5 and 2.25
/// tasks are both 45 % of the resource.
const MatrixXd task = (MatrixXd(3, 1) << 1, 1, 2).finished();

DominantResourceOptions ten() {
    return {.budget = Eigen::VectorXd::Constant(1, 10.0), .upper = Vector3d(1.0, none, none)};
}

DominantResource shared_out(const Vector3d& tasks, const std::vector<Index>& bottleneck) {
    DominantResource answer{.tasks = tasks,
                            .amount = tasks.cwiseProduct(task.col(0)),
                            .share = tasks.cwiseProduct(task.col(0)) / 10.0,
                            .dominant = {0, 0, 0},
                            .bottleneck = bottleneck,
                            .unused = Eigen::VectorXd::Zero(1)};
    answer.unused(0) = 10.0 - answer.amount.sum();
    answer.outcome = {.status = Status::optimal, .gap = 0.0};
    answer.outcome.objective = answer.outcome.bound = answer.share.minCoeff();
    return answer;
}

} // namespace

TEST_CASE("dominant shares: an answer written by hand passes, and every number in it is checked") {
    const DominantResource right = shared_out(Vector3d(1.0, 4.5, 2.25), {-1, 0, 0});
    const auto certificate = verify_dominant_resource(task, ten(), right);
    test::expect_valid(certificate);
    CHECK(certificate.bound == doctest::Approx(0.1));
    const auto caught = [&](const std::function<void(DominantResource&)>& lie) {
        DominantResource changed = right;
        lie(changed);
        return !verify_dominant_resource(task, ten(), changed).holds;
    };
    for (Index i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK(caught([&](auto& a) { a.tasks(i) += 0.001; }));
        CHECK(caught([&](auto& a) { a.amount(i, 0) -= 0.001; }));
        CHECK(caught([&](auto& a) { a.share(i) += 0.001; }));
        CHECK(caught([&](auto& a) { a.dominant[i] = -1; }));
        CHECK(caught([&](auto& a) { a.bottleneck[i] = i == 0 ? 0 : -1; }));
        CHECK(caught([&](auto& a) { a.bottleneck[i] = 5; }));
    }
    CHECK(caught([](auto& a) { a.unused(0) = 0.001; }));
    CHECK(caught([](auto& a) { a.outcome.objective = 0.2; }));
    CHECK(caught([](auto& a) { a.outcome.bound = 0.2; }));
    CHECK(caught([](auto& a) { a.outcome.gap = 0.1; }));
    CHECK(caught([](auto& a) { a.outcome.status = Status::interrupted; }));
    CHECK(caught([](auto& a) { a.tasks.resize(2); }));
    CHECK(caught([](auto& a) { a.tasks(0) = none; }));
    CHECK(caught([](auto& a) { a.tasks(1) = a.amount(1, 0) = a.share(1) = none; }));
}

TEST_CASE("dominant shares: a division that is less equal, or leaves something over, fails") {
    const auto unequal = verify_dominant_resource(task, ten(), shared_out(Vector3d(1.0, 4.0, 2.5), {-1, 0, 0}));
    CHECK(unequal.faults == std::vector<std::string>{"bottleneck[1]: another place with a larger share uses it"});
    const auto thrifty = verify_dominant_resource(task, ten(), shared_out(Vector3d(1.0, 4.0, 2.0), {-1, 0, 0}));
    CHECK(thrifty.faults ==
          std::vector<std::string>{"bottleneck[1] is not exhausted", "bottleneck[2] is not exhausted"});
    const auto greedy = verify_dominant_resource(task, ten(), shared_out(Vector3d(2.0, 4.0, 2.0), {-1, 0, 0}));
    CHECK(greedy.faults == std::vector<std::string>{"tasks above the cap: 2 is above 1"});
    const auto idle = verify_dominant_resource(task, ten(), shared_out(Vector3d(0.5, 4.75, 2.375), {-1, 0, 0}));
    CHECK(idle.faults == std::vector<std::string>{"bottleneck[0] is missing"});
}

TEST_CASE("dominant shares: a place that needs nothing has no tasks") {
    const MatrixXd idle = (MatrixXd(2, 1) << 1, 0).finished();
    const DominantResourceOptions options{.budget = Eigen::VectorXd::Constant(1, 10.0)};
    DominantResource answer = allocation::dominant_resource(idle, options);
    CHECK(verify_dominant_resource(idle, options, answer).holds);
    answer.tasks(1) = 1e300;
    CHECK(verify_dominant_resource(idle, options, answer).faults ==
          std::vector<std::string>{"a place that needs nothing has tasks"});
}
