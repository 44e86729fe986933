#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace corewing::test {

/// How far off a check forgives a number: tolerance * max(scale, |number|). Lies are ten times as far off; the next
/// double where that is 0.
struct Slack {
    double tolerance = 0.0;
    double scale = 0.0;
};

/// Plants lies into an honest answer, one at a time, and counts those that a check refuses.
///
///     Lies<FairDivision> lies(answer, [&](const auto& a) { return verify_fair_division(need, options, a).holds; });
///     auto& [amount, price, ...] = lies.answer; // every field: one that is added later must get its lies, too
///     lies.numbers("amount", amount, {.tolerance = 1e-9});
///     CHECK(lies.verdict() == "41 lies, accepted: outcome.iterations one more");
template <class Answer>
class Lies {
public:
    /// @param honest  the answer, which must pass
    /// @param holds   the check
    Lies(Answer honest, std::function<bool(const Answer&)> holds)
        : answer(std::move(honest)), holds_(std::move(holds)) {
        CHECK(holds_(answer));
    }

    Answer answer; ///< every lie is planted here and taken back

    /// One lie of one's own.
    template <class Field>
    void plant(const std::string& name, const std::string& what, Field& field, const Field& lie) {
        const Field honest = field;
        field = lie;
        ++planted_;
        if (holds_(answer)) {
            if (accepted_.empty() || accepted_.back().first != name) accepted_.emplace_back(name, "");
            accepted_.back().second += (accepted_.back().second.empty() ? " " : ", ") + what;
        }
        field = honest;
    }

    void number(const std::string& name, double& field, const Slack& slack) {
        const double v = field;
        const auto lie = [&](const char* what, double value) { plant(name, what, field, value); };
        lie("NaN", std::nan(""));
        if (v != infinite) lie("infinite", infinite);
        if (v != -infinite) lie("minus infinite", -infinite);
        if (v != 0.0 && std::isfinite(v)) lie("other sign", -v);
        if (!std::isfinite(v)) {
            lie("nought", 0.0);
            lie("huge", 1e300);
            return;
        }
        if (v == 0.0) lie("one", 1.0);
        lie("x 1000", v == 0.0 ? 1000.0 : 1000.0 * v);
        const double step = 10.0 * slack.tolerance * std::max(slack.scale, std::abs(v));
        lie("above", step > 0.0 ? v + step : std::nextafter(v, infinite));
        lie("below", step > 0.0 ? v - step : std::nextafter(v, -infinite));
    }

    /// A vector or matrix: every entry, and other shapes.
    template <class Matrix>
    void numbers(const std::string& name, Matrix& field, const Slack& slack = {}) {
        entries(name, field, slack);
        const Matrix honest = field;
        const auto lie = [&](const char* what, Index rows, Index cols) {
            Matrix other = Matrix::Zero(rows, cols);
            const Index r = std::min(rows, honest.rows()), c = std::min(cols, honest.cols());
            other.topLeftCorner(r, c) = honest.topLeftCorner(r, c);
            plant(name, what, field, other);
        };
        lie("longer", honest.rows() + 1, honest.cols());
        if (honest.rows() > 0) lie("shorter", honest.rows() - 1, honest.cols());
        if (honest.rows() > 1) lie("erased", 0, Matrix::ColsAtCompileTime == 1 ? 1 : 0);
        if (Matrix::ColsAtCompileTime != 1) lie("wider", honest.rows(), honest.cols() + 1);
    }

    /// A list: every entry by `each(name, entry)`; erased, one less, one twice, two exchanged.
    template <class Entry, class Each>
    void list(const std::string& name, std::vector<Entry>& field, const Each& each) {
        for (Index k = 0; k < std::ssize(field); ++k) each(name + '[' + std::to_string(k) + ']', field[k]);
        const std::vector<Entry> honest = field;
        const auto lie = [&](const char* what, auto&& change) {
            std::vector<Entry> other = honest;
            change(other);
            plant(name, what, field, other);
        };
        if (honest.empty()) lie("one more", [](auto& other) { other.emplace_back(); });
        if (honest.size() > 1) lie("erased", [](auto& other) { other.clear(); });
        if (!honest.empty()) {
            lie("one less", [](auto& other) { other.pop_back(); });
            lie("one twice", [](auto& other) { other.push_back(other.back()); });
        }
    }

    /// A whole number.
    template <class Whole>
    void whole(const std::string& name, Whole& field) {
        const Whole v = field;
        const auto lie = [&](const char* what, Whole value) {
            if (value != v) plant(name, what, field, value);
        };
        lie("one more", v + 1);
        lie("one less", v - 1);
        lie("x 1000", 1000 * v);
        lie("greatest", std::numeric_limits<Whole>::max());
        lie("least", std::numeric_limits<Whole>::min());
    }

    void flag(const std::string& name, bool& field) { plant(name, "other", field, !field); }

    void text(const std::string& name, std::string& field) {
        plant(name, "other", field, field + "x");
        if (!field.empty()) plant(name, "erased", field, std::string());
    }

    /// A choice: every other one, by its name.
    template <class Choice>
    void choice(const std::string& name, Choice& field, const std::vector<Choice>& all) {
        const Choice v = field;
        for (const Choice other : all)
            if (other != v) plant(name, word(other), field, other);
    }

    /// Of iterations and seconds the sign is all that can be checked.
    void outcome(base::Outcome& field, const Slack& objective, const Slack& limit) {
        using base::Status;
        auto& [status, value, bound, gap, iterations, seconds] = field;
        choice("outcome.status", status,
               {Status::optimal, Status::feasible, Status::infeasible, Status::unbounded, Status::interrupted});
        number("outcome.objective", value, objective);
        number("outcome.bound", bound, limit);
        number("outcome.gap", gap, {.tolerance = 1e-9, .scale = 1e-9});
        plant("outcome.iterations", "negative", iterations, -1L);
        for (const double bad : {std::nan(""), infinite, -infinite, -1.0})
            plant("outcome.seconds", std::to_string(bad), seconds, bad);
    }

    /// Findings: whether there are any; what they say nobody checks.
    void findings(base::Findings& field) {
        if (field.empty())
            plant("findings", "one more", field, {{}});
        else
            plant("findings", "erased", field, {});
    }

    /// "41 lies, all refused" or "41 lies, accepted: price above, below; reason[0].group one more".
    [[nodiscard]] std::string verdict() const {
        std::string line = std::to_string(planted_) + " lies, " + (accepted_.empty() ? "all refused" : "accepted: ");
        for (Index k = 0; k < std::ssize(accepted_); ++k)
            line += (k == 0 ? "" : "; ") + accepted_[k].first + accepted_[k].second;
        return line;
    }

private:
    static constexpr double infinite = std::numeric_limits<double>::infinity();

    template <class Choice>
    static std::string word(Choice choice) {
        return std::string(name(choice)); // found by the type of the choice
    }

    template <class Matrix>
    void entries(const std::string& name, Matrix& field, const Slack& slack) {
        for (Index j = 0; j < field.cols(); ++j)
            for (Index i = 0; i < field.rows(); ++i) {
                std::string who = name + '[' + std::to_string(i);
                if (field.cols() > 1) who += ',' + std::to_string(j);
                if constexpr (std::is_integral_v<typename Matrix::Scalar>)
                    whole(who + ']', field(i, j));
                else
                    number(who + ']', field(i, j), slack);
            }
    }

    std::function<bool(const Answer&)> holds_;
    long planted_ = 0;
    std::vector<std::pair<std::string, std::string>> accepted_ = {}; // field, lies
};

} // namespace corewing::test
