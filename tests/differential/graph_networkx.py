#!/usr/bin/python3
"""Compares graph/ with networkx on seeded random networks.

Usage: graph_networkx.py [networks]      (environment: CXX, EIGEN)
Travel times, betweenness of vertices and links, PageRank, weak and strong components, bridges, articulation
points, eigenvector centrality, global efficiency, and the modularity of the communities found (networkx must
give the same value for them, and its own Louvain search must not do better).
"""
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import networkx as nx
import numpy as np

here = pathlib.Path(__file__).resolve().parent
networks = int(sys.argv[1]) if len(sys.argv) > 1 else 400


def draw(rng):
    """Half of the networks have whole costs, so that paths tie; some have closed and parallel links."""
    n = rng.randint(2, 40)
    whole = rng.random() < 0.5
    edges = []
    for _ in range(rng.randint(0, 3 * n)):
        a, b = rng.sample(range(n), 2)
        cost = float(rng.randint(1, 4)) if whole else rng.uniform(0.1, 3.0)
        if rng.random() < 0.05:
            cost = math.inf
        edges.append((a, b, cost, 0.0 if rng.random() < 0.05 else rng.uniform(0.0, 5.0)))
        if rng.random() < 0.1:
            edges.append((a, b, cost + rng.choice([0.0, 1.0]), rng.uniform(0.0, 5.0)))
    return n, rng.random() < 0.5, edges


def same_groups(groups, labels):
    return sorted(map(sorted, groups)) == sorted(
        sorted(np.flatnonzero(labels == l).tolist()) for l in np.unique(labels))


rng = random.Random(20240607)
drawn = [draw(rng) for _ in range(networks)]
text = "".join(f"{n} {len(edges)} {int(directed)}\n" + "".join("%d %d %r %r\n" % e for e in edges)
               for n, directed, edges in drawn)
with tempfile.TemporaryDirectory() as folder:
    program = pathlib.Path(folder) / "graph_networkx"
    subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O1", "-isystem",
                    os.environ.get("EIGEN", "/usr/include/eigen3"), "-I", here.parents[1] / "include",
                    here / "graph_networkx.cpp", "-o", program, "-pthread"], check=True)
    lines = subprocess.run([program], input=text, text=True, capture_output=True, check=True).stdout.splitlines()

per_network = len(lines) // networks
worst = {}
better = equal = 0


def compare(what, ours, theirs):
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    assert ours.shape == theirs.shape, (what, ours.shape, theirs.shape)
    open_ = np.isfinite(theirs)
    assert (np.isfinite(ours) == open_).all(), what
    deviation = float(np.max(np.abs(ours[open_] - theirs[open_]), initial=0.0))
    worst[what] = max(worst.get(what, 0.0), deviation)


for number, (n, directed, edges) in enumerate(drawn):
    ours = {}
    for line in lines[number * per_network:(number + 1) * per_network]:
        name, *values = line.split()
        ours[name] = np.array([float(v) for v in values])
    cheap = nx.DiGraph() if directed else nx.Graph()
    heavy = nx.MultiDiGraph() if directed else nx.MultiGraph()
    plain = nx.MultiGraph()
    for g in (cheap, heavy, plain):
        g.add_nodes_from(range(n))
    for link, (a, b, cost, weight) in enumerate(edges):
        heavy.add_edge(a, b, weight=weight)
        if cost == math.inf:
            continue
        plain.add_edge(a, b, key=link)
        if not cheap.has_edge(a, b) or cost < cheap[a][b]["cost"]:
            cheap.add_edge(a, b, cost=cost, link=link)

    times = np.full((n, n), math.inf)
    for source, row in nx.all_pairs_dijkstra_path_length(cheap, weight="cost"):
        for target, cost in row.items():
            times[source, target] = cost
    compare("travel times", ours["times"], times.ravel())
    between = nx.betweenness_centrality(cheap, weight="cost")
    compare("betweenness", ours["betweenness"], [between[v] for v in range(n)])
    links = np.zeros(len(edges))
    for ends, share in nx.edge_betweenness_centrality(cheap, weight="cost").items():
        links[cheap.edges[ends]["link"]] += share
    compare("edge betweenness", ours["edge_betweenness"], links)

    matrix = nx.to_numpy_array(heavy, nodelist=range(n), weight="weight")
    rank = nx.pagerank(nx.from_numpy_array(matrix, create_using=nx.DiGraph), tol=1e-14, max_iter=10000)
    compare("PageRank", ours["pagerank"], [rank[v] for v in range(n)])
    degree = dict(heavy.degree(weight="weight"))
    compare("strength", ours["strength"], [degree[v] for v in range(n)])

    assert same_groups(nx.connected_components(cheap.to_undirected()), ours["components"])
    assert same_groups(nx.strongly_connected_components(cheap) if directed else nx.connected_components(cheap),
                       ours["strong"])
    single = nx.Graph(plain)
    bridges = sorted(next(iter(plain[a][b])) for a, b in nx.bridges(single) if plain.number_of_edges(a, b) == 1)
    assert bridges == ours["bridges"].astype(int).tolist(), "bridges"
    assert sorted(nx.articulation_points(single)) == ours["articulation"].astype(int).tolist(), "articulation"

    both = matrix + matrix.T if directed else matrix
    values, vectors = np.linalg.eigh(both)
    if values[-1] > 0 and values[-1] - values[-2] > 0.02 * values[-1]:
        assert ours["eigenvalue"][1] == 1.0
        compare("eigenvalue", ours["eigenvalue"][:1], values[-1:])
        compare("eigenvector", ours["eigenvector"], np.abs(vectors[:, -1]))
    shares = np.where(np.eye(n) == 1, 0.0, 1.0 / np.where(np.eye(n) == 1, 1.0, times))
    compare("efficiency", ours["efficiency"], [shares.sum() / n / (n - 1)])

    joined = nx.from_numpy_array(both)
    if both.sum() > 0:
        labels = ours["communities"]
        groups = [set(np.flatnonzero(labels == l).tolist()) for l in np.unique(labels)]
        compare("modularity", ours["modularity"],
                [nx.community.modularity(joined, groups, weight="weight", resolution=1.25)])
        rival = max(nx.community.modularity(joined, found, weight="weight", resolution=1.25) for found in (
            nx.community.louvain_communities(joined, weight="weight", resolution=1.25, seed=seed)
            for seed in range(10)))
        if rival > ours["modularity"][0] + 1e-9:
            better += 1
        elif rival > ours["modularity"][0] - 1e-9:
            equal += 1

limits = {"eigenvector": 1e-6}
for what, deviation in worst.items():
    print(f"{what:18} worst deviation {deviation:.2g}")
    assert deviation <= limits.get(what, 1e-9), what
print(f"communities: networkx' best of 10 Louvain runs better in {better}, equal in {equal} of {networks}")
assert better <= networks // 100
print(f"{networks} instances, worst deviation {max(worst.values()):.2g} (networkx {nx.__version__})")
