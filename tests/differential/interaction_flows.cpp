// Driver of interaction_flows.py: reads cases from standard input, writes answers with 17 digits.
#include "corewing/base/clock.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/radiation.hpp"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <string>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::Random;
using corewing::base::Stopwatch;

namespace {

double number() {
    std::string word;
    std::cin >> word;
    return std::stod(word); // reads inf, too
}

Eigen::MatrixXd matrix(Index rows, Index cols) {
    Eigen::MatrixXd result(rows, cols);
    for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < cols; ++j) result(i, j) = number();
    return result;
}

template <class Values>
void write(const Values& values) {
    for (Index i = 0; i < values.rows(); ++i)
        for (Index j = 0; j < values.cols(); ++j) std::cout << values(i, j) << ' ';
}

void speed(Index n) {
    Random random(1);
    Eigen::VectorXd mass(n);
    Eigen::MatrixXd time(n, n);
    for (auto& value : mass) value = random.uniform(1.0, 50.0);
    for (auto& value : time.reshaped()) value = random.uniform(0.5, 6.0);
    Stopwatch watch;
    Eigen::MatrixXd flow = interaction::gravity(mass, time, {.deterrence = {.rate = 1.7}});
    std::cout << watch.seconds() << ' ';
    watch = {};
    flow = interaction::radiation(mass, mass, time).flow;
    std::cout << watch.seconds() << ' ';
    const Eigen::MatrixXd weight = time.cwiseInverse();
    watch = {};
    flow += interaction::doubly_constrained(weight, mass, mass).flow * 1e-30;
    std::cout << watch.seconds() << ' ';
    for (auto& value : flow.reshaped()) value = std::floor(value * 3.0 + random.uniform());
    watch = {};
    const auto fit = interaction::calibrate_gravity(flow, mass, mass, time);
    std::cout << watch.seconds() << ' ' << fit.fit.outcome.iterations << '\n';
}

} // namespace

int main() {
    std::cout << std::setprecision(17);
    for (std::string what; std::cin >> what;) {
        const Index n = std::lround(number());
        if (what == "speed") {
            speed(n);
            continue;
        }
        const Index m = std::lround(number());
        if (what == "ppml") {
            const Eigen::MatrixXd design = matrix(n, m);
            const Eigen::VectorXd counts = matrix(n, 1);
            const auto fit = interaction::poisson_regression(design, counts);
            write(fit.coefficient);
            write(fit.standard_error);
            write(fit.robust_error);
            std::cout << fit.deviance << ' ' << fit.null_deviance << ' ' << fit.not_identified.size() << ' ';
            Eigen::VectorXd left_out = Eigen::VectorXd::Zero(n);
            for (const Index i : fit.separated) left_out[i] = 1.0;
            write(left_out);
        } else if (what == "radiation") {
            const Eigen::VectorXd outflow = matrix(n, 1);
            const Eigen::VectorXd mass = matrix(n, 1);
            const Eigen::MatrixXd time = matrix(n, n);
            write(interaction::radiation(outflow, mass, time, {.finite_size = m == 1}).flow);
        } else {
            const Eigen::MatrixXd weight = matrix(n, m);
            const Eigen::VectorXd origins = matrix(n, 1);
            const Eigen::VectorXd destinations = matrix(m, 1);
            const auto answer =
                interaction::doubly_constrained(weight, origins, destinations, {.tolerance = 1e-12, .sweeps = 1000000});
            std::cout << static_cast<int>(answer.outcome.status) << ' ' << answer.closed.size() << ' ';
            for (const auto& [i, j] : answer.closed) std::cout << i << ' ' << j << ' ';
            write(answer.flow);
        }
        std::cout << '\n';
    }
}
