#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

using corewing::Index;

/// Ten countries (aut blx che deu dnk esp gbr ita pol svn) by thirty HS92 products in 1995, 1 = revealed advantage.
/// From UN Comtrade by the Atlas of Economic Complexity, as in cid-harvard/py-ecomplexity (commit 554cc5dc),
/// tests/fixtures/manual_mcp_sample.csv; results of Stata's ecomplexity on it in stata_manual_mcp.csv beside it.
inline Eigen::MatrixXd trade_1995() {
    constexpr std::array<std::string_view, 10> rows{"000100011000110111001101101010", "111111100110001101011110000000",
                                                    "110101011011010010000111101010", "000001110110110110010001011110",
                                                    "101110000001101000000011000101", "100110100110110100111011110000",
                                                    "111101111011100011101001011110", "000000001000001110100000110101",
                                                    "100010000000001001101000000001", "000001001110011000101110111001"};
    Eigen::MatrixXd presence(10, 30);
    for (Index i = 0; i < 10; ++i)
        for (Index k = 0; k < 30; ++k)
            presence(i, k) = rows[i][k] == '1' ? 1.0 : 0.0;
    return presence;
}
