#pragma once

/// All charts: horizontal bars, coloured matrices, lines and steps, labelled dots.
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/line_chart.hpp"
#include "corewing/report/scatter.hpp"
