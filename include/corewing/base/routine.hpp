#pragma once

/// How a routine is declared and how its body begins.
///
/// Header-only (the default), a routine is a template whose one parameter nobody names, so that a program compiles
/// the routines it calls and no others. With COREWING_COMPILED, which the target corewing::compiled sets, it is a plain
/// function whose body stands in the library.
///
///     COREWING_ROUTINE                                     // allocation/fair_division.hpp
///     FairDivision fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options);
///
///     COREWING_BODY                                        // allocation/impl/fair_division.hpp
///     FairDivision fair_division(const Eigen::Ref<const Eigen::VectorXd>& need, const FairDivisionOptions& options) {
///         Eigen::VectorX<Double> amount = ...              // Double is double, but looked into only where called
///     }
#ifdef COREWING_COMPILED
#define COREWING_ROUTINE
#define COREWING_BODY
namespace corewing {
/// What the bodies call double, so that one text serves both modes.
using Double = double;
} // namespace corewing
#else
#define COREWING_ROUTINE template <class = double>
#define COREWING_BODY template <class Double>
#endif
