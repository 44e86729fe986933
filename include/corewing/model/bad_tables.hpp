#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/tables.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::model {

/// Tables that do not obey the data dictionary or do not fit each other. The message names up to 20
/// faults, a line each; count() tells how many there are.
class bad_tables : public base::bad_data {
public:
    /// @param faults  the first of them
    /// @param count   how many there are in all
    bad_tables(std::vector<Fault> faults, Index count)
        : base::bad_data(base::FaultLines{message(faults, count)}), faults_(std::move(faults)), count_(count) {}

    /// The first faults, up to 20.
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }
    /// How many there are in all.
    [[nodiscard]] Index count() const noexcept { return count_; }

private:
    static std::string message(const std::vector<Fault>& faults, Index count) {
        std::vector<std::string> lines;
        for (const Fault& f : faults)
            lines.push_back(base::describe(
                f.text,
                {.file = f.table + " row " + std::to_string(f.row + 1), .field = f.column, .remedy = f.remedy}));
        return base::describe(lines, count);
    }

    std::vector<Fault> faults_;
    Index count_;
};

} // namespace corewing::model
