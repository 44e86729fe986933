// spillover_division beside Ipopt on the same model: variables amount and spread benefit,
//   spread - reach W spread - amount = 0,  sum amount = budget,  sums of groups between floor and cap.
// Ipopt is no dependency: without COREWING_HAS_IPOPT only our own times are printed. By hand:
//   g++ -std=c++20 -O2 -DNDEBUG -DCOREWING_HAS_IPOPT -Iinclude -isystem /usr/include/eigen3
//       tests/benchmark/allocation_ipopt.cpp $(pkg-config --cflags --libs ipopt) -lbenchmark -lbenchmark_main -pthread
// Both in processor seconds; value_difference = (ours - Ipopt's) / |Ipopt's|, Ipopt at its default tolerance 1e-8.
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <vector>

#ifdef COREWING_HAS_IPOPT
#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>
#endif

namespace {

namespace allocation = corewing::allocation;
using corewing::Index;
using Eigen::VectorXd;

double seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Problem {
    VectorXd need = {}, lower = {}, upper = {};
    Eigen::SparseMatrix<double> link = {};
    allocation::SpilloverOptions options = {};
};

Problem places(Index n) {
    corewing::base::Random random(7);
    Problem p;
    p.need.resize(n);
    p.options.budget = 0.9 * static_cast<double>(n);
    p.options.reach = 0.3;
    p.lower.resize(n);
    p.upper.resize(n);
    p.options.groups.resize(std::max<Index>(3, n / 100));
    std::vector<Eigen::Triplet<double>> entries;
    for (Index i = 0; i < n; ++i) {
        p.need(i) = std::exp(random.normal());
        p.lower(i) = 0.1 * random.uniform();
        p.upper(i) = 0.2 + 3.0 * random.uniform();
        p.options.groups[random.index(std::ssize(p.options.groups))].members.push_back(i);
        for (int k = 1; k <= 6; ++k) // neighbours along a band, as on a map: Ipopt's factors stay sparse
            entries.emplace_back(static_cast<int>(i), static_cast<int>((i + k * k) % n), 0.1 + random.uniform());
    }
    for (auto& group : p.options.groups) {
        const auto size = static_cast<double>(group.members.size());
        group.floor = size * (0.5 + 0.4 * random.uniform());
        group.cap = group.floor + size * 0.5 * random.uniform();
    }
    p.options.lower = p.lower;
    p.options.upper = p.upper;
    p.link.resize(n, n);
    p.link.setFromTriplets(entries.begin(), entries.end());
    return p;
}

#ifdef COREWING_HAS_IPOPT
using Ipopt::Number;
using Number_index = Ipopt::Index;

class Model : public Ipopt::TNLP {
public:
    explicit Model(const Problem& problem) : p_(problem), n_(static_cast<Number_index>(problem.need.size())) {
        VectorXd sums = VectorXd::Zero(n_);
        for (Index j = 0; j < p_.link.cols(); ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator e(p_.link, j); e; ++e) sums(e.row()) += e.value();
        const auto put = [&](Number_index row, Number_index col, double entry) {
            rows_.push_back(row);
            cols_.push_back(col);
            values_.push_back(entry);
        };
        for (Number_index i = 0; i < n_; ++i) {
            put(i, i, -1.0);
            put(i, n_ + i, 1.0);
        }
        for (Index j = 0; j < p_.link.cols(); ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator e(p_.link, j); e; ++e)
                put(static_cast<Number_index>(e.row()), n_ + static_cast<Number_index>(j),
                    -p_.options.reach * e.value() / sums(e.row()));
        for (Number_index i = 0; i < n_; ++i) put(n_, i, 1.0);
        Number_index row = n_ + 1;
        for (const auto& group : p_.options.groups) {
            for (const Index i : group.members) put(row, static_cast<Number_index>(i), 1.0);
            ++row;
        }
        m_ = row;
    }
    double value = 0.0;

    bool get_nlp_info(Number_index& n, Number_index& m, Number_index& jacobian, Number_index& hessian,
                      IndexStyleEnum& style) override {
        n = 2 * n_;
        m = m_;
        jacobian = static_cast<Number_index>(values_.size());
        hessian = n_;
        style = C_STYLE;
        return true;
    }
    bool get_bounds_info(Number_index, Number* xl, Number* xu, Number_index, Number* gl, Number* gu) override {
        for (Number_index i = 0; i < n_; ++i) {
            xl[i] = p_.lower(i);
            xu[i] = p_.upper(i);
            xl[n_ + i] = 1e-6;
            xu[n_ + i] = 1e19;
            gl[i] = gu[i] = 0.0;
        }
        gl[n_] = gu[n_] = p_.options.budget;
        for (Index g = 0; g < std::ssize(p_.options.groups); ++g) {
            gl[n_ + 1 + static_cast<Number_index>(g)] = p_.options.groups[g].floor;
            gu[n_ + 1 + static_cast<Number_index>(g)] = p_.options.groups[g].cap;
        }
        return true;
    }
    bool get_starting_point(Number_index, bool, Number* x, bool, Number*, Number*, Number_index, bool,
                            Number*) override {
        for (Number_index i = 0; i < n_; ++i) x[i] = 0.9, x[n_ + i] = 1.3;
        return true;
    }
    bool eval_f(Number_index, const Number* x, bool, Number& f) override {
        f = 0.0;
        for (Number_index i = 0; i < n_; ++i) f -= p_.need(i) * std::log(x[n_ + i]);
        return true;
    }
    bool eval_grad_f(Number_index, const Number* x, bool, Number* g) override {
        for (Number_index i = 0; i < n_; ++i) g[i] = 0.0, g[n_ + i] = -p_.need(i) / x[n_ + i];
        return true;
    }
    bool eval_g(Number_index, const Number* x, bool, Number_index m, Number* g) override {
        std::fill(g, g + m, 0.0);
        for (Index k = 0; k < std::ssize(values_); ++k) g[rows_[k]] += values_[k] * x[cols_[k]];
        return true;
    }
    bool eval_jac_g(Number_index, const Number*, bool, Number_index, Number_index, Number_index* i, Number_index* j,
                    Number* values) override {
        if (values == nullptr) {
            std::copy(rows_.begin(), rows_.end(), i);
            std::copy(cols_.begin(), cols_.end(), j);
        } else {
            std::copy(values_.begin(), values_.end(), values);
        }
        return true;
    }
    bool eval_h(Number_index, const Number* x, bool, Number factor, Number_index, const Number*, bool, Number_index,
                Number_index* i, Number_index* j, Number* values) override {
        for (Number_index k = 0; k < n_; ++k)
            if (values == nullptr)
                i[k] = j[k] = n_ + k;
            else
                values[k] = factor * p_.need(k) / (x[n_ + k] * x[n_ + k]);
        return true;
    }
    void finalize_solution(Ipopt::SolverReturn, Number_index, const Number*, const Number*, const Number*, Number_index,
                           const Number*, const Number*, Number objective, const Ipopt::IpoptData*,
                           Ipopt::IpoptCalculatedQuantities*) override {
        value = -objective;
    }

private:
    const Problem& p_;
    Number_index n_;
    Number_index m_ = 0;
    std::vector<Number_index> rows_ = {};
    std::vector<Number_index> cols_ = {};
    std::vector<Number> values_ = {};
};
#endif

void spillover(benchmark::State& state) {
    const Problem p = places(state.range(0));
    double ours = 0.0;
    double value = 0.0;
    for (auto _ : state) {
        const double start = seconds();
        const auto division = allocation::spillover_division(p.need, p.link, p.options);
        ours += seconds() - start;
        value = division.outcome.objective;
        state.counters["gap"] = division.outcome.gap;
    }
    ours /= static_cast<double>(state.iterations());
    state.counters["cpu_seconds"] = ours;
    if (!(ours > 0.0) || !std::isfinite(value)) state.SkipWithError("no answer");
#ifdef COREWING_HAS_IPOPT
    Ipopt::SmartPtr<Model> model = new Model(p);
    Ipopt::SmartPtr<Ipopt::IpoptApplication> solver = IpoptApplicationFactory();
    solver->Options()->SetIntegerValue("print_level", 0);
    solver->Options()->SetStringValue("sb", "yes");
    solver->Options()->SetStringValue("jac_c_constant", "yes");
    solver->Options()->SetStringValue("jac_d_constant", "yes");
    solver->Initialize();
    const double start = seconds();
    solver->OptimizeTNLP(model);
    state.counters["ipopt_ratio"] = (seconds() - start) / ours;
    state.counters["value_difference"] = (value - model->value) / std::abs(model->value);
#endif
}
BENCHMARK(spillover)->Arg(41)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

} // namespace
