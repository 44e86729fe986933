#pragma once

/// All checks of answers: verify_fair_division and its siblings. None shares code with the solver whose answers it
/// checks, except for reading the problem: rules, groups and tables of worths are checked by the same functions.
#include "corewing/allocation/certificate_apportionment.hpp"
#include "corewing/allocation/certificate_conflict.hpp"
#include "corewing/allocation/certificate_fair_division.hpp"
#include "corewing/allocation/certificate_multi_resource.hpp"
#include "corewing/allocation/certificate_sharing.hpp"
#include "corewing/allocation/certificate_spillover_division.hpp"
