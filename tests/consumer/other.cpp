// A second file of the same program: every header may be included twice and linked together.
#include <corewing/corewing.hpp>

int other_file();

int other_file() {
    const auto order = corewing::base::Random(1).permutation(2);
    return static_cast<int>(order.size());
}
