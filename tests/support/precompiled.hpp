#pragma once

// What nearly every test includes and nobody here changes, parsed once for all test programs. Nothing of corewing:
// a test includes what it looks into, and a changed header rebuilds only the tests that include it.
#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <boost/graph/adjacency_list.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>
