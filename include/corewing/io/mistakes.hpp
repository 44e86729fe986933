#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::io {

/// Something wrong in a file, and where.
struct Mistake {
    std::string text = {};      ///< what is wrong
    base::Context context = {}; ///< where, and what to do
};

/// Files that do not obey their format. The message names up to 20 mistakes, a line each.
class bad_files : public base::bad_data {
public:
    /// @param mistakes  the first ones, up to 20
    /// @param count  how many there are in all
    bad_files(std::vector<Mistake> mistakes, Index count)
        : base::bad_data(base::FaultLines{message(mistakes, count)}), mistakes_(std::move(mistakes)), count_(count) {}

    /// The first mistakes, up to 20.
    [[nodiscard]] const std::vector<Mistake>& mistakes() const noexcept { return mistakes_; }
    /// How many there are in all.
    [[nodiscard]] Index count() const noexcept { return count_; }

private:
    static std::string message(const std::vector<Mistake>& mistakes, Index count) {
        std::vector<std::string> lines;
        for (const Mistake& m : mistakes) lines.push_back(base::describe(m.text, m.context));
        return base::describe(lines, count);
    }

    std::vector<Mistake> mistakes_;
    Index count_;
};

/// Collects what is wrong with files, so that an analyst mends it all at once.
class Mistakes {
public:
    /// How many are told in full; the rest are only counted.
    static constexpr Index most = 20;

    /// One more mistake.
    /// @param text  what is wrong
    /// @param context  where, and what to do
    void add(std::string text, base::Context context) {
        if (++count_ <= most) told_.push_back({std::move(text), std::move(context)});
    }
    /// Mistakes that are known only by their number.
    /// @param more  how many
    void add_untold(Index more) { count_ += more; }

    /// True once no further mistake would be told: searching for a remedy is no longer worth while.
    [[nodiscard]] bool full() const { return count_ >= most; }
    [[nodiscard]] bool empty() const { return count_ == 0; }                 ///< whether nothing was added
    [[nodiscard]] Index count() const { return count_; }                     ///< how many were added
    [[nodiscard]] const std::vector<Mistake>& told() const { return told_; } ///< the first ones, up to `most`

    /// @throws bad_files if anything was added
    void throw_if_any() const {
        if (count_ > 0) throw bad_files(told_, count_);
    }

private:
    std::vector<Mistake> told_;
    Index count_ = 0;
};

} // namespace corewing::io
