#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_REPORT

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::base;

void checks() {
    for (const double x : {0.0, -0.0, 0.1, 1.0 / 3.0, -2.5e300, 5e-324, 12345678.0, HUGE_VAL, -HUGE_VAL})
        print("to_text", to_text(x));
    const Eigen::VectorXd bad = (Eigen::VectorXd(3) << 1.0, -2.0, HUGE_VAL).finished();
    const Eigen::MatrixXd table = (Eigen::MatrixXd(2, 2) << 1.0, 2.0, -3.0, 0.5).finished();
    attempt("check_range number", [&] { check_range(3.0, 0.0, 1.0, "x"); });
    attempt("check_range vector", [&] { check_range(bad, 0.0, 1.0, "v"); });
    attempt("check_range matrix", [&] { check_range(table, 0.0, 2.0, "m"); });
    attempt("check_finite", [&] { check_finite(bad, "v"); });
    attempt("check_nonnegative vector", [&] { check_nonnegative(bad, "v"); });
    attempt("check_nonnegative matrix", [&] { check_nonnegative(table, "m"); });
    attempt("check_size", [&] { check_size(3, 4, "v"); });
    attempt("check_shape", [&] { check_shape(table, 2, 3, "m"); });
    attempt("check passes", [&] {
        check_range(0.5, 0.0, 1.0, "x");
        check_finite(table, "m");
        check_size(3, 3, "v");
        check_shape(table, 2, 2, "m");
        print("check passes", true);
    });
}

void errors() {
    const Context context{
        .file = "a.csv", .line = 3, .column = 2, .field = "x", .value = "7", .place = "p", .remedy = "r"};
    print("describe", describe("is wrong", context));
    print("describe empty", describe("is wrong", {}));
    print("describe file", describe("is wrong", {.file = "a.csv", .line = 3}));
    const bad_value fault("is wrong", context);
    print("context", fault.context());
    print("what", std::string(fault.what()));
}

void outcomes() {
    for (const auto status :
         {Status::optimal, Status::feasible, Status::infeasible, Status::unbounded, Status::interrupted}) {
        print("status", name(status));
        print("has_answer", Outcome{.status = status}.has_answer());
    }
    print("gap", relative_gap(3.0, 4.0));
    print("gap", relative_gap(0.1, 0.3));
    print("gap", relative_gap(-300.0, -299.9));
    print("gap", relative_gap(HUGE_VAL, 1.0));
    const auto marks = {Mark::observed, Mark::derived, Mark::imputed, Mark::synthetic, Mark::missing};
    for (const auto a : marks) {
        print("mark", name(a));
        print("position", position(a));
        for (const auto b : marks) print("combine", combine(a, b));
    }
    Observer observer;
    double seen = 0.0;
    observer.progress = [&](const Progress& progress) { seen += progress.done; };
    observer.report("task", 0.25);
    print("observer", seen);
    print("stopped", observer.stopped());
}

void chance() {
    for (const int seed : {1, 7, 20240})
        for (const int stream : {0, 1, 5}) {
            const std::string name = "random[" + std::to_string(seed) + ',' + std::to_string(stream) + ']';
            Random random(seed, stream);
            for (int i = 0; i < 5; ++i) print(name + ".bits", random.bits());
            for (int i = 0; i < 5; ++i) print(name + ".uniform", random.uniform());
            for (int i = 0; i < 5; ++i) print(name + ".uniform_between", random.uniform(-3.0, 11.0));
            for (const int count : {1, 2, 7, 1000003}) print(name + ".index", random.index(count));
            for (int i = 0; i < 5; ++i) print(name + ".normal", random.normal());
            for (int i = 0; i < 5; ++i) print(name + ".exponential", random.exponential());
            for (const double shape : {0.3, 1.0, 2.5, 40.0}) print(name + ".gamma", random.gamma(shape));
            std::vector<int> items{1, 2, 3, 4, 5, 6, 7, 8, 9};
            random.shuffle(items);
            print(name + ".shuffle", items);
            print(name + ".permutation", random.permutation(11));
        }
    attempt("random index", [] {
        Random random(1);
        random.index(0);
    });
}

void threads() {
    for (const int count : {0, 1, 5, 103}) {
        std::vector<double> x(count);
        const bool all = parallel_for(count, [&](auto i) { x[i] = 1.0 / (1.0 + static_cast<double>(i)); },
                                      {.threads = 2, .grain = 4});
        print("parallel_for.all", all);
        print("parallel_for", x);
        std::vector<int> begins(count);
        parallel_blocks(count, [&](auto begin, auto end) { begins[begin] = static_cast<int>(end); },
                        {.threads = 2, .grain = 10});
        print("parallel_blocks", begins);
    }
}

} // namespace

void base() {
    checks();
    errors();
    outcomes();
    chance();
    threads();
}

} // namespace corewing::results
