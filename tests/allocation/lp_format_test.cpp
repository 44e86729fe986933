#include <doctest/doctest.h>

#include "corewing/allocation/lp_format.hpp"

using namespace corewing;

TEST_CASE("a problem in LP format, row by row") {
    const allocation::PortfolioProblem problem{
        .projects = {{.id = "lab", .benefit = 9.1, .cost = {40.0}, .mandatory = true},
                     {.id = "park", .benefit = -7.0, .cost = {0.0}, .prerequisites = {"lab"}},
                     {.id = "rail", .benefit = 3.0, .cost = {1e-7}, .exclusions = {"park"}}},
        .budgets = {{.name = "2025", .amount = 60.0}},
        .quotas = {{.name = "north", .members = {0, 2}, .floor = 1.0, .cap = 2.0},
                   {.name = "money", .members = {0}, .budget = 0, .cap = 50.0}},
        .synergies = {{0, 2, 0.5}, {1, 2, -0.25}}};
    CHECK(allocation::lp_text(problem) == R"(\ x0: lab
\ x1: park
\ x2: rail
Maximize
 benefit: 9.1 x0 - 7 x1 + 3 x2 + 0.5 s0 - 0.25 s1
Subject To
\ b0: 2025
 b0: 40 x0 + 1e-07 x2 <= 60
\ q0: north
 q0_floor: 1 x0 + 1 x2 >= 1
 q0_cap: 1 x0 + 1 x2 <= 2
\ q1: money
 q1_cap: 40 x0 <= 50
 p0: 1 x1 - 1 x0 <= 0
 e0: 1 x2 + 1 x1 <= 1
 l0a: 1 s0 - 1 x0 <= 0
 l0b: 1 s0 - 1 x2 <= 0
 l1: 1 x1 + 1 x2 - 1 s1 <= 1
Bounds
 0 <= s0 <= 1
 0 <= s1 <= 1
 x0 = 1
Binary
 x1
 x2
End
)");
}
