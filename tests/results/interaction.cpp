#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_INTERACTION

#include "corewing/interaction/accessibility.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/floating_catchment.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/radiation.hpp"
#include "corewing/interaction/verify_doubly_constrained.hpp"
#include "corewing/interaction/verify_poisson_regression.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::interaction;

Eigen::MatrixXd times(long n, Draw& draw) {
    Eigen::MatrixXd t = draw.symmetric(n, 0.0, 5.0, 90.0);
    if (n > 4) t(0, n - 1) = t(n - 1, 0) = std::numeric_limits<double>::infinity();
    t(1, 2) = t(2, 1) = t(0, 1); // a tie
    return t;
}

void reach(const std::string& name, const Eigen::MatrixXd& time, Draw& draw) {
    const long n = time.rows();
    for (const auto decay : {Decay::power, Decay::exponential}) {
        const Deterrence how{.decay = decay, .rate = decay == Decay::power ? 1.7 : 0.05, .least_time = 4.0};
        print(name + ".deterrence", deterrence(time, how));
        const Eigen::VectorXd jobs = draw.vector(n, 0.0, 100.0);
        print(name + ".hansen", hansen_accessibility(jobs, time, how));
        print(name + ".gravity", gravity(jobs, time, {.scale = 0.3, .origin_exponent = 0.8, .deterrence = how}));
        const Eigen::VectorXd people = draw.vector(n, 1.0, 50.0);
        print(name + ".gravity.two", gravity(people, jobs, time, {.destination_exponent = 1.2, .deterrence = how}));
    }
    const Eigen::VectorXd jobs = draw.vector(n, 1.0, 100.0);
    print(name + ".gravity.default", gravity(jobs, time));
    print(name + ".cumulative", cumulative_opportunities(jobs, time, 45.0));
    const Eigen::VectorXd supply = draw.vector(n, 0.0, 9.0);
    for (const auto weight : {CatchmentWeight::step, CatchmentWeight::gaussian, CatchmentWeight::linear})
        for (const double within : {2.0, 30.0, 60.0})
            print(name + ".catchment", floating_catchment(supply, jobs, time, {.within = within, .weight = weight}));
    Eigen::VectorXd mass = draw.vector(n, 1.0, 20.0);
    mass[0] = 0.0;
    for (const auto ties : {RadiationTies::within, RadiationTies::nearer, RadiationTies::together})
        for (const bool finite : {false, true})
            print(name + ".radiation", radiation(jobs, mass, time, {.ties = ties, .finite_size = finite}));
}

void calibration(const std::string& name, const Eigen::MatrixXd& time, Draw& draw) {
    const long n = time.rows();
    const Eigen::VectorXd origin = draw.vector(n, 1.0, 50.0);
    const Eigen::VectorXd destination = draw.vector(n, 1.0, 50.0);
    Eigen::MatrixXd flow = gravity(origin, destination, time, {.scale = 30.0, .deterrence = {.rate = 1.3}});
    for (long j = 0; j < n; ++j)
        for (long i = 0; i < n; ++i) flow(i, j) = std::floor(flow(i, j) * draw.uniform(0.5, 1.6));
    for (const auto decay : {Decay::power, Decay::exponential})
        print(name + ".calibration",
              calibrate_gravity(flow, origin, destination, time, {.decay = decay, .least_time = 1.0}));
    print(name + ".calibration.given",
          calibrate_gravity(flow, origin, destination, time, {.origin_exponent = 1.0, .destination_exponent = 1.0}));
    base::Marks marks = base::Marks::Constant(n, n, base::Mark::observed);
    for (long j = 0; j < n; ++j)
        for (long i = 0; i < n; ++i)
            if ((i + 2 * j) % 5 == 0) marks(i, j) = base::Mark::missing;
    print(name + ".calibration.marked",
          calibrate_gravity(model::MarkedMatrix(flow, marks), origin, destination, time, {.least_time = 1.0}));
    print(name + ".calibration.rate", calibrate_gravity(flow, origin, destination, time, {.rate = 2.0, .steps = 20}));
}

void poisson() {
    for (const long rows : {8L, 30L, 120L}) {
        const std::string name = "poisson[" + std::to_string(rows) + ']';
        Draw draw(300 + rows);
        Eigen::MatrixXd design = draw.matrix(rows, 4, -1.0, 1.0);
        design.col(0).setOnes();
        Eigen::VectorXd counts(rows);
        for (long i = 0; i < rows; ++i)
            counts[i] = std::floor(std::exp(1.0 + design(i, 1) - 0.5 * design(i, 2)) * draw.uniform(0.3, 1.7));
        const Eigen::VectorXd offset = draw.vector(rows, -0.5, 0.5);
        const auto plain = poisson_regression(design, counts);
        print(name, plain);
        print(name + ".verify", verify_poisson_regression(design, counts, plain));
        const auto shifted = poisson_regression(design, counts, {.offset = offset, .tolerance = 1e-8});
        print(name + ".offset", shifted);
        print(name + ".offset.verify", verify_poisson_regression(design, counts, shifted, offset));
        print(name + ".short", poisson_regression(design, counts, {.steps = 2}));
        Eigen::MatrixXd twice = design;
        twice.col(3) = twice.col(1) - 2.0 * twice.col(2);
        print(name + ".collinear", poisson_regression(twice, counts));
        Eigen::MatrixXd parting = design;
        for (long i = 0; i < rows; ++i) parting(i, 3) = counts[i] == 0.0 && i % 2 == 0 ? 1.0 : 0.0;
        const auto parted = poisson_regression(parting, counts);
        print(name + ".separated", parted);
        print(name + ".separated.verify", verify_poisson_regression(parting, counts, parted));
    }
    attempt("poisson.zero", [] { poisson_regression(Eigen::MatrixXd::Ones(3, 1), Eigen::VectorXd::Zero(3)); });
}

void constrained() {
    for (const long n : {3L, 8L, 25L}) {
        const std::string name = "constrained[" + std::to_string(n) + ']';
        Draw draw(500 + n);
        Eigen::MatrixXd weight = draw.holed(n, n + 1, 0.2, 0.1, 5.0);
        const Eigen::VectorXd origins = draw.vector(n, 1.0, 30.0);
        Eigen::VectorXd destinations = draw.vector(n + 1, 1.0, 30.0);
        print(name + ".origin", origin_constrained(weight, origins));
        print(name + ".destination", destination_constrained(weight, destinations));
        destinations *= origins.sum() / destinations.sum();
        const auto check = [&](const std::string& what, const Eigen::MatrixXd& w, const BalanceOptions& options) {
            attempt(name + what, [&] {
                const auto flows = doubly_constrained(w, origins, destinations, options);
                print(name + what, flows);
                print(name + what + ".verify", verify_doubly_constrained(w, origins, destinations, flows));
            });
        };
        const Eigen::MatrixXd full = draw.matrix(n, n + 1, 0.1, 5.0);
        check(".double", full, {});
        check(".double.loose", full, {.tolerance = 1e-4});
        check(".double.short", full, {.sweeps = 2});
        check(".double.holed", weight, {});
        Eigen::MatrixXd narrow = full;
        narrow.row(0).tail(n).setZero();
        check(".double.narrow", narrow, {});
        weight.row(0).setZero();
        weight.col(1).setZero();
        print(name + ".origin.stuck", origin_constrained(weight, origins));
        print(name + ".destination.stuck", destination_constrained(weight, destinations));
    }
    const Eigen::MatrixXd w = (Eigen::MatrixXd(2, 2) << 1.0, 1.0, 0.0, 1.0).finished();
    const Eigen::Vector2d totals(2.0, 3.0);
    const auto forced = doubly_constrained(w, totals, totals);
    print("constrained.forced", forced);
    print("constrained.forced.verify", verify_doubly_constrained(w, totals, totals, forced, 1e-6));
}

} // namespace

void interaction() {
    for (const long n : {4L, 9L, 22L}) {
        const std::string name = "places[" + std::to_string(n) + ']';
        Draw draw(200 + n);
        const Eigen::MatrixXd time = times(n, draw);
        attempt(name, [&] { reach(name, time, draw); });
        attempt(name, [&] { calibration(name, time, draw); });
    }
    poisson();
    constrained();
}

} // namespace corewing::results
