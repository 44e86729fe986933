// Reads small regions and prints what layout/ and graph/core_periphery say of them; see layout_roles.py.
#include "corewing/layout/core_periphery.hpp"
#include "corewing/layout/polycentricity.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/verify_role_inference.hpp"

#include <cstdio>
#include <iostream>

using corewing::Index;

int main() {
    using namespace corewing;
    Index n = 0;
    layout::Pattern pattern = layout::one_core_two_wings(0);
    double share = 0.0;
    while (std::cin >> n >> pattern.core >> pattern.wing >> pattern.point >> share) {
        Eigen::MatrixXd w(n, n);
        layout::RoleOptions options{.capability = Eigen::VectorXd(n), .capability_weight = share};
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j) std::cin >> w(i, j);
        for (Index i = 0; i < n; ++i) std::cin >> options.capability[i];
        const auto answer = layout::role_inference(w, pattern, options);
        const auto certificate = layout::verify_role_inference(w, pattern, options, answer);
        const auto core = layout::core_periphery(w);
        const auto coreness = layout::coreness(w);
        const auto many = layout::functional_polycentricity(w);
        std::printf("%d %.17g %.17g %.17g %.17g %.17g %.17g %.17g",
                    certificate.holds() && certificate.bound_proven ? 1 : 0, answer.value.value, answer.fit,
                    answer.runners_up.empty() ? -1.0 : answer.runners_up[0].value, core.fit, coreness.outcome.objective,
                    coreness.fit, many.polycentricity);
        for (const auto role : answer.roles) std::printf(" %d", static_cast<int>(role));
        for (const double margin : answer.margin) std::printf(" %.17g", margin);
        std::printf("\n");
    }
}
