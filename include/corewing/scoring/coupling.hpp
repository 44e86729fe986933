#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Coupling coordination degree 耦合协调度: how well the subsystems of a place keep step, and how high.
namespace corewing::scoring {

/// How the degree of coupling C is computed.
enum class Coupling {
    standard,  ///< geometric over arithmetic mean; close to 1 for most data
    wang_2021, ///< spreads over the whole of [0, 1]; the default
    fan_2024,  ///< 1 - twice the standard deviation of the levels
};

/// What it is called in print.
/// @param formula  of C
/// @return "standard", "Wang 2021" or "Fan 2024"
constexpr std::string_view name(Coupling formula) {
    constexpr std::array<std::string_view, 3> names{"standard", "Wang 2021", "Fan 2024"};
    return names[base::position(formula)];
}

using base::operator<<; // an enumerator prints as its name()

/// A grade 协调等级: every D up to and including `upper` that no earlier grade took.
struct Grade {
    double upper = 1.0;          ///< greatest D of the grade, in (0, 1]
    std::string name = {};       ///< in English
    std::string name_local = {}; ///< in the language of the source

    bool operator==(const Grade&) const = default;
};

/// The ten grades in steps of 0.1, from 极度失调 to 优质协调. Published cut-offs differ: see CouplingOptions::grades.
COREWING_ROUTINE
std::vector<Grade> ten_grades();

/// Choices of coupling().
struct CouplingOptions {
    Coupling formula = Coupling::wang_2021; ///< of C
    Eigen::VectorXd weights = {};           ///< a, one per subsystem, >= 0, any scale; empty = equal
    std::vector<Grade> grades = {};         ///< upper ends ascending, the last one 1; empty = ten_grades()
    double synchronous_within = 0.1;        ///< no subsystem lags if the levels differ by at most this; [0, 1]
};

/// One entry per place in every vector.
struct CouplingDegree {
    Eigen::VectorXd coupling = {};     ///< C in [0, 1] 耦合度
    Eigen::VectorXd level = {};        ///< T = sum a_k U_k in [0, 1] 综合发展水平
    Eigen::VectorXd coordination = {}; ///< D = sqrt(C T) in [0, 1] 耦合协调度
    std::vector<Index> grade = {};     ///< position in `grades`
    std::vector<Index> lagging = {};   ///< the subsystem with the lowest level, -1 = synchronous 滞后类型
    std::vector<Index> leading = {};   ///< the subsystem with the highest level, -1 = synchronous
    std::vector<Grade> grades = {};    ///< what `grade` points into
    base::Findings findings = {};      ///< one subsystem only, places without any level
};

/// The grade that a coordination degree falls into; right-closed, so D = 0.5 is still 濒临失调.
/// D may miss a cut-off by rounding.
/// @param coordination  D, in [0, 1]
/// @param grades        upper ends ascending, the last one 1
/// @return position in `grades`
/// Complexity O(grades).
COREWING_ROUTINE
Index grade_of(double coordination, const std::vector<Grade>& grades);

/// Coupling coordination degree 耦合协调度 of every place.
///   T = sum_k a_k U_k,  D = sqrt(C T), and with m subsystems
///   standard:  C = (prod U)^(1/m) / mean(U)
///   wang_2021: C = sqrt{ [1 - sum_{k>l} |U_k - U_l| / (m(m-1)/2)] [prod_k U_k / max U]^(1/(m-1)) }
///   fan_2024:  C = 1 - 2 sqrt{ (m sum U^2 - (sum U)^2) / m^2 }, not below 0
/// @param levels   places x subsystems, each in [0, 1]
/// @param options  formula, weights, grades
/// @return C, T, D, grade, lagging and leading subsystem per place
/// All levels of a place 0: C = D = 0. One subsystem: C = 1 where it is positive, which is a finding.
/// @throws bad_value outside [0, 1]; bad_shape for no subsystem or wrong weights
/// Complexity O(places m log m). Source: Wang, Kong, Ren et al. 2021, Journal of Natural Resources 36(3):793-810
/// (standard and corrected form); Fan 2024.
COREWING_ROUTINE
CouplingDegree coupling(const Eigen::Ref<const Eigen::MatrixXd>& levels, const CouplingOptions& options = {});

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/coupling.hpp"
#endif
