#pragma once

/// All checks of answers: verify_fair_division and its siblings. None shares code with a solver.
#include "corewing/allocation/certificate_apportionment.hpp"
#include "corewing/allocation/certificate_conflict.hpp"
#include "corewing/allocation/certificate_fair_division.hpp"
#include "corewing/allocation/certificate_multi_resource.hpp"
#include "corewing/allocation/certificate_spillover_division.hpp"
