#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_LAYOUT

#include "corewing/layout/comparison.hpp"
#include "corewing/layout/confidence.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/polycentricity.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_reasons.hpp"
#include "corewing/layout/verify_role_inference.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::layout;

void infer(const std::string& name, const Eigen::MatrixXd& w, const Pattern& pattern, const RoleOptions& options) {
    attempt(name, [&] {
        const auto best = role_inference(w, pattern, options);
        print(name, best);
        const auto proof = verify_role_inference(w, pattern, options, best, {.work_limit = 1e7});
        print(name + ".verify", proof);
        print(name + ".verify.holds", proof.holds());
        if (best.roles.empty()) return;
        print(name + ".value", layout_value(w, best.roles, pattern, options));
        print(name + ".reasons", role_reasons(w, best.roles, pattern, {0, 1, 2}, options, 3));
    });
}

void roles_of(const std::string& name, const Eigen::MatrixXd& w, Draw& draw) {
    const long n = w.rows();
    const auto pattern = one_core_two_wings(n / 3);
    const Eigen::SparseMatrix<double> thin = w.sparseView();
    const Eigen::VectorXd capability = draw.vector(n, 0.0, 9.0);
    const Eigen::MatrixXd lonlat = draw.matrix(n, 2, 20.0, 30.0);
    infer(name + ".plain", w, pattern, {.work_limit = 1e7});
    infer(name + ".capable", w, pattern,
          {.capability = capability,
           .capability_weight = 0.3,
           .runners_up = 2,
           .margins = Margins::all,
           .work_limit = 1e7});
    infer(name + ".spread", w, pattern,
          {.position = lonlat, .spread_weight = 0.4, .margins = Margins::none, .work_limit = 1e7});
    RoleOptions rules{.capability = capability,
                      .skip = {{.first = 0, .second = 1}},
                      .fixed = {{.place = 2, .role = model::Role::core}},
                      .forbidden = {{.place = 1, .role = model::Role::wing}},
                      .excluded = {3},
                      .most_points_per_cluster = n / 9 + 1,
                      .work_limit = 1e7};
    for (long i = 0; i < n; ++i) rules.cluster.push_back(i % 3);
    infer(name + ".rules", w, pattern, rules);
    rules.least_points_per_cluster = 1;
    infer(name + ".least", w, pattern, rules);
    infer(name + ".twin", w, twin_cores(n / 3), {.work_limit = 1e7});
    infer(name + ".poles", w, one_core_two_poles(n / 3), {.work_limit = 1e7});
    infer(name + ".hub", w, hub_and_spoke(n / 3), {.work_limit = 1e7});
    auto meshed = pattern;
    meshed.image(2, 2) = 0.3;
    infer(name + ".meshed", w, meshed, {.work_limit = 1e6, .restarts = 4, .seed = 5});
    infer(name + ".impossible", w, one_core_two_wings(n), {});

    const auto sparse = role_inference(thin, pattern, {.work_limit = 1e7});
    print(name + ".sparse", sparse);
    print(name + ".sparse.verify", verify_role_inference(thin, pattern, {}, sparse, {.work_limit = 1e7}));
    print(name + ".sparse.value", layout_value(thin, sparse.roles, pattern));
    print(name + ".sparse.reasons", role_reasons(thin, sparse.roles, pattern, {0, 1}));
    print(name + ".sparse.fit", fit(thin, sparse.roles, pattern, {.permutations = 50}));
    print(name + ".fit", fit(w, sparse.roles, pattern, {.permutations = 99, .seed = 4, .breaks = 4}));
    print(name + ".fit.directed",
          fit(w, sparse.roles, pattern,
              {.directed = true, .skip = {{.first = 0, .second = 1}}, .permutations = 20, .breaks = 3}));
    const model::Roles nobody(n, model::Role::other);
    print(name + ".fit.nobody", fit(w, nobody, pattern));
    const Eigen::MatrixXd more = draw.symmetric(n, 0.4, 0.0, 3.0);
    const Eigen::VectorXd weights = draw.vector(2, 0.5, 2.0);
    const std::vector<Eigen::MatrixXd> layers{w, more};
    print(name + ".combine_layers", combine_layers(layers));
    print(name + ".combine_layers.weights", combine_layers(layers, weights));
    print(name + ".layered_fit", layered_fit(layers, weights, sparse.roles, pattern, {.permutations = 30}));
    const auto other = role_inference(more, pattern, {.capability = capability, .work_limit = 1e7});
    print(name + ".comparison", compare_layouts(sparse.roles, other.roles));
    print(name + ".comparison.weights", compare_layouts(sparse.roles, other.roles, {2.0, 1.0, 0.5, 0.25}));
    print(name + ".comparison.nobody", compare_layouts(nobody, nobody));
    const auto confident = role_confidence(sparse.roles, pattern, {.capability = capability, .work_limit = 1e6},
                                           [&](auto run, base::Random& random) {
                                               RoleDraw drawn;
                                               const double first = random.exponential();
                                               const double second = random.exponential();
                                               drawn.linkage = first * w + second * more;
                                               if (run % 2 == 0)
                                                   drawn.capability = capability * (1.0 + random.uniform());
                                               return drawn;
                                           },
                                           {.runs = 12, .seed = 3, .parallel = {.threads = 2}});
    print(name + ".confidence", confident);
}

void patterns() {
    for (const int points : {0, 3}) {
        print("one_core_two_wings", one_core_two_wings(points));
        print("twin_cores", twin_cores(points));
        print("one_core_two_poles", one_core_two_poles(points));
        print("hub_and_spoke", hub_and_spoke(points));
        print("polycentric", polycentric(3, points));
        for (const auto role : model::all_roles) {
            print("pattern.count", one_core_two_wings(points).count(role));
            for (const auto with : model::all_roles)
                print("pattern.wanted", one_core_two_wings(points).wanted(role, with));
        }
    }
    print("make_image", make_image({.core_core = 0.1,
                                    .core_wing = 0.2,
                                    .core_point = 0.3,
                                    .wing_wing = 0.4,
                                    .wing_point = 0.5,
                                    .point_point = 0.6}));
    attempt("check_pattern", [] { check_pattern({.core = -1}); });
    attempt("check_pattern", [] { check_pattern({.image = 2.0 * Image::Ones()}); });
}

} // namespace

void layout() {
    patterns();
    for (const long n : {7L, 12L, 26L}) {
        const std::string name = "layout[" + std::to_string(n) + ']';
        Draw draw(1700 + n);
        const Eigen::MatrixXd w = draw.holed(n, n, 0.3, 0.0, 9.0);
        attempt(name, [&] { roles_of(name, w, draw); });
        Eigen::VectorXd sizes = draw.vector(n, 0.0, 90.0);
        sizes[1] = 0.0;
        print(name + ".functional_polycentricity", functional_polycentricity(w));
        print(name + ".rank_size", rank_size(sizes));
        print(name + ".rank_size.largest", rank_size(sizes, {.largest = 5, .rank_shift = 0.0}));
    }
    print("functional_polycentricity.none", functional_polycentricity(Eigen::MatrixXd::Zero(3, 3)));
    print("rank_size.none", rank_size(Eigen::VectorXd::Zero(3)));
}

} // namespace corewing::results
