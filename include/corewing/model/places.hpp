#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"

#include <boost/graph/adjacency_list.hpp>

namespace corewing::model {

/// The graph type: any Boost.Graph algorithm runs on it.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Place, Link>;

/// The places of a graph in index order, as a light range: `for (const Place& place : region.places())`.
class Places {
public:
    /// Walks forward through the places.
    class iterator {
    public:
        using value_type = Place;      ///< what it points at
        using difference_type = Index; ///< of two positions
        iterator() = default;
        /// @param graph  must outlive the iterator
        /// @param at     position of the place
        iterator(const Graph* graph, Index at) : graph_(graph), at_(at) {}
        /// The place.
        const Place& operator*() const { return (*graph_)[at_]; }
        /// A member of the place.
        const Place* operator->() const { return &(*graph_)[at_]; }
        /// On to the next place.
        iterator& operator++() {
            ++at_;
            return *this;
        }
        /// On to the next place; the position before.
        iterator operator++(int) {
            iterator old = *this;
            ++at_;
            return old;
        }
        bool operator==(const iterator&) const = default;

    private:
        const Graph* graph_ = nullptr;
        Index at_ = 0;
    };

    /// @param graph  must outlive the range
    explicit Places(const Graph& graph) : graph_(&graph) {}
    /// The first place.
    [[nodiscard]] iterator begin() const { return {graph_, 0}; }
    /// Behind the last.
    [[nodiscard]] iterator end() const { return {graph_, size()}; }
    /// How many.
    [[nodiscard]] Index size() const { return boost::num_vertices(*graph_); }
    /// Whether there is none.
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// @param index  from 0 to size() - 1, not checked
    const Place& operator[](Index index) const { return (*graph_)[index]; }

private:
    const Graph* graph_;
};

} // namespace corewing::model
