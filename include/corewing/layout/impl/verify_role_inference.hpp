#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/layout/detail/certificate_fit.hpp"
#include "corewing/layout/detail/certificate_proof.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/layout/verify_role_inference.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {
namespace detail {

/// Checks an answer of role_inference() from problem and answer alone.
template <class Double = double>
class RoleCheck {
public:
    template <class Input>
    RoleCheck(const Input& linkage, const Pattern& pattern, const RoleOptions& rules, const RoleInference& answer)
        : pattern_(pattern), rules_(rules), answer_(answer), n_(linkage.rows()), proof_(linkage, pattern, rules) {}

    RoleCertificate run(const CertificateOptions& options) {
        RoleCertificate result;
        if (answer_.roles.empty()) {
            result.faults.emplace_back("there is no layout to check");
            return result;
        }
        if (are_roles(answer_.roles, "roles")) {
            const std::string broken = proof_.broken_rule(answer_.roles);
            faults_.expect(broken.empty(), broken);
            result.feasible = broken.empty();
            result.value = value_ = proof_.value(answer_.roles);
            value();
            outcome();
            runners_up();
            if (result.feasible) margins();
            if (result.feasible && std::isfinite(answer_.outcome.bound)) {
                const auto verdict = proof_.prove(answer_.roles, answer_.outcome.bound, options.work_limit);
                result.bound_proven = verdict == RoleProof<>::Verdict::proven;
                faults_.expect(verdict != RoleProof<>::Verdict::refuted, "there is a layout worth more than the bound");
            }
        }
        result.faults = collected_.faults;
        return result;
    }

private:
    static constexpr double fine = 1e-9;

    static bool close(double a, double b) { return std::abs(a - b) <= fine * std::max(1.0, std::abs(b)); }

    /// Whether there is one role a place.
    bool are_roles(const model::Roles& roles, const std::string& who) {
        const bool all = std::ssize(roles) == n_;
        faults_.expect(all, who + " has another number of places");
        const bool known = std::all_of(roles.begin(), roles.end(), [](model::Role role) {
            return std::find(model::all_roles.begin(), model::all_roles.end(), role) != model::all_roles.end();
        });
        faults_.expect(known, who + " has a role that is none");
        return all && known;
    }

    void value() {
        const auto [linkage, capability, spread] = proof_.parts(answer_.roles);
        const double weight = rules_.capability.size() > 0 ? rules_.capability_weight : 0.0;
        const auto share = [](double part, double of) { return of > 0.0 ? part / of : 0.0; };
        const LayoutValue& said = answer_.value;
        faults_.expect(close(said.value, value_), "the layout is not worth what it says");
        faults_.expect_near(said.linkage_share, share(linkage, 1.0 - weight), fine, "value.linkage_share", 1.0);
        faults_.expect_near(said.capability_share, share(capability, weight), fine, "value.capability_share", 1.0);
        faults_.expect_near(said.spread, share(spread, rules_.spread_weight), fine, "value.spread", 1.0);
        check_certified_fit(proof_.links(), answer_.roles, pattern_, answer_.fit, faults_);
    }

    void outcome() {
        const base::Outcome& said = answer_.outcome;
        faults_.expect(close(said.objective, value_), "the objective is not the value of the layout");
        faults_.expect(std::isfinite(said.bound), "the bound is not finite");
        faults_.expect(!(said.bound < said.objective), "the bound is below the objective");
        faults_.expect_near(said.gap, base::relative_gap(said.objective, said.bound), fine, "outcome.gap", fine);
        faults_.expect(said.has_answer(), "there is a layout, but the status says that there is none");
        if (said.status == base::Status::optimal)
            faults_.expect(close(said.bound, said.objective), "it is called optimal but the bound is higher");
        else
            faults_.expect(said.bound > said.objective, "it is not called optimal but the bound is the objective");
        faults_.expect(said.status != base::Status::interrupted || rules_.observer.stopped(),
                       "it is called interrupted, but no stop was requested");
        faults_.expect(said.status == base::Status::optimal || !alike() || !answer_.findings.empty(),
                       "no finding says that the proof is open");
        faults_.expect(said.iterations >= 0, "outcome.iterations is negative");
        faults_.expect(said.seconds >= 0.0 && std::isfinite(said.seconds), "outcome.seconds is no time");
    }

    /// Whether cores and wings are the same.
    static bool same_hubs(const model::Roles& a, const model::Roles& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](model::Role r, model::Role s) {
            return r == s || (r >= model::Role::point && s >= model::Role::point);
        });
    }

    /// Each keeps the rules, is worth what it says, and differs from those before it: in cores or wings where the
    /// image leaves points alike, else in anything.
    void runners_up() {
        const auto& next = answer_.runners_up;
        faults_.expect(std::ssize(next) <= rules_.runners_up, "there are more runners-up than asked for");
        double above = answer_.value.value;
        for (Index k = 0; k < std::ssize(next); ++k) {
            const std::string who = "runner-up " + std::to_string(k + 1);
            if (!are_roles(next[k].roles, who)) continue;
            const std::string why = proof_.broken_rule(next[k].roles);
            faults_.expect(why.empty(), who + ": " + why);
            faults_.expect(close(next[k].value, proof_.value(next[k].roles)), who + " is not worth what it says");
            faults_.expect(next[k].value <= above + fine, who + " is worth more than the one before it");
            faults_.expect(next[k].roles != answer_.roles, who + " is the answer itself");
            faults_.expect(!known_before(next[k].roles, k), who + " has the cores and wings of one before it");
            above = next[k].value;
        }
        if (faults_.clean() && std::ssize(next) < rules_.runners_up && alike() &&
            answer_.outcome.status == base::Status::optimal)
            faults_.expect(!another_choice(), "there are fewer runners-up than asked for and than there are");
    }
    [[nodiscard]] bool alike() const {
        const Image& image = pattern_.image;
        return image(2, 2) == image(3, 3) && image(2, 3) == image(3, 3);
    }
    /// Whether the answer or one of the first `count` runners-up is as good as the same layout.
    [[nodiscard]] bool known_before(const model::Roles& roles, Index count) const {
        const auto same = [&](const model::Roles& other) { return alike() ? same_hubs(roles, other) : roles == other; };
        bool known = same(answer_.roles);
        for (Index k = 0; k < count; ++k) known = known || same(answer_.runners_up[k].roles);
        return known;
    }
    /// Whether an exchange of two roles leads to other cores and wings that keep the rules.
    [[nodiscard]] bool another_choice() const {
        model::Roles roles = answer_.roles;
        for (Index p = 0; p < n_; ++p)
            for (Index q = 0; q < n_ && roles[p] < model::Role::point; ++q) {
                if (roles[p] == roles[q]) continue;
                std::swap(roles[p], roles[q]);
                const bool another =
                    !known_before(roles, std::ssize(answer_.runners_up)) && proof_.broken_rule(roles).empty();
                std::swap(roles[p], roles[q]);
                if (another) return true;
            }
        return false;
    }

    /// No place loses more than a layout without its role that is known: a runner-up, or an exchange of two roles.
    void margins() {
        const auto& margin = answer_.margin;
        const auto& floor = answer_.margin_floor;
        const bool none = rules_.margins == Margins::none;
        faults_.expect(margin.size() == floor.size() && (margin.size() == n_ || margin.size() == 0) &&
                           (margin.size() == 0 || !none) && (margin.size() > 0 || none || rules_.observer.stopped()),
                       "margin or margin_floor has the wrong size");
        if (!faults_.clean() || margin.size() == 0) return;
        Eigen::VectorX<Double> most = Eigen::VectorX<Double>::Constant(n_, HUGE_VAL);
        for (const RunnerUp& next : answer_.runners_up)
            for (Index i = 0; i < n_; ++i)
                if (next.roles[i] != answer_.roles[i]) most[i] = std::min(most[i], value_ - next.value);
        Eigen::VectorX<Double> exchange = Eigen::VectorX<Double>::Constant(n_, HUGE_VAL);
        Eigen::VectorX<Double> among_leaves = exchange; // of points with others
        const bool few = exchanges(exchange, among_leaves);
        for (Index i = 0; i < n_; ++i) {
            const std::string who = "the margin of place " + std::to_string(i);
            const bool only = std::count_if(model::all_roles.begin(), model::all_roles.end(),
                                            [&](model::Role role) { return proof_.may(i, role); }) == 1;
            const bool optimal = answer_.outcome.status == base::Status::optimal;
            faults_.expect(!only || (margin[i] == HUGE_VAL && (floor[i] == HUGE_VAL || !alike() || !optimal)),
                           who + " is finite though the rules allow it no other role");
            faults_.expect(floor[i] >= 0.0 && margin[i] >= floor[i] - fine, who + " is below its floor");
            faults_.expect(optimal || floor[i] == 0.0, who + " has a floor though the layout is not proven best");
            faults_.expect(margin[i] == HUGE_VAL || margin[i] <= value_ + fine, who + " is above the value");
            faults_.expect(floor[i] <= std::min(most[i], exchange[i]) + fine, who + " has a floor above a loss");
            if (alike())
                faults_.expect(margin[i] <= std::min(most[i], among_leaves[i]) + fine, who + " is above a loss");
            else if (few)
                faults_.expect_near(margin[i], std::max(0.0, exchange[i]), fine, who, 1.0);
        }
    }
    /// What the cheapest exchange costs each place; false, with nothing known, where these are too many to try.
    bool exchanges(Eigen::VectorX<Double>& least, Eigen::VectorX<Double>& among_leaves) const {
        double links = static_cast<double>(n_);
        for (const auto& list : proof_.links()) links += static_cast<double>(list.size());
        const auto holders = std::count_if(answer_.roles.begin(), answer_.roles.end(),
                                           [](model::Role role) { return role != model::Role::other; });
        if (static_cast<double>(holders) * static_cast<double>(n_) * links > 2e7) return false;
        model::Roles roles = answer_.roles;
        for (Index p = 0; p < n_; ++p)
            for (Index q = 0; q < n_ && roles[p] != model::Role::other; ++q) {
                if (roles[p] == roles[q]) continue;
                const bool leaves = std::min(roles[p], roles[q]) >= model::Role::point;
                std::swap(roles[p], roles[q]);
                const bool kept = proof_.broken_rule(roles).empty();
                const double loss = kept ? value_ - proof_.value(roles) : HUGE_VAL;
                std::swap(roles[p], roles[q]);
                for (const Index i : {p, q}) {
                    least[i] = std::min(least[i], loss);
                    if (leaves) among_leaves[i] = std::min(among_leaves[i], loss);
                }
            }
        return true;
    }

    const Pattern& pattern_;
    const RoleOptions& rules_;
    const RoleInference& answer_;
    Index n_;
    RoleProof<> proof_;
    base::Certificate collected_ = {};
    base::Faults<> faults_{collected_};
    double value_ = 0.0; // of the roles
};

} // namespace detail

COREWING_BODY
RoleCertificate verify_role_inference(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options) {
    return detail::RoleCheck<>(linkage, pattern, rules, answer).run(options);
}

COREWING_BODY
RoleCertificate verify_role_inference(const Eigen::SparseMatrix<double>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options) {
    return detail::RoleCheck<>(linkage, pattern, rules, answer).run(options);
}

} // namespace corewing::layout
