#!/usr/bin/env python3
"""What networkx reads from our GraphML is the region's graph, and what Python's csv module reads from our CSV files
are the cells that were in the folder: the Chongqing folder and random ones with awkward text."""
import csv, math, os, random, subprocess, sys, tempfile
import networkx as nx

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, "..", "..")
work = tempfile.mkdtemp()
driver = os.path.join(work, "driver")
subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O1", "-isystem", "/usr/include/eigen3", "-I",
                os.path.join(root, "include"), os.path.join(here, "io_graphml.cpp"), "-o", driver], check=True)


def text(rng):
    return "".join(rng.choice(["a", "重", "&", "<", ">", '"', "'", ",", "\n", "]]>", " ", "é", "😀"])
                   for _ in range(rng.randrange(8)))


def random_folder(seed):
    rng = random.Random(seed)
    folder = os.path.join(work, str(seed))
    os.mkdir(folder)
    n = rng.randrange(2, 12)
    ids = [f"p{i}" + rng.choice(["", "&", "<x>", "重", "'", " b"]) for i in range(n)]
    with open(os.path.join(folder, "places.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["id", "name", "name_local", "kind", "cluster", "lon", "lat"])
        for i in ids:
            out.writerow([i, text(rng), text(rng), rng.choice(["district", "platform", "partner", ""]), text(rng)]
                         + rng.choice([["", ""], [rng.uniform(-180, 180), rng.uniform(-90, 90)]]))
    with open(os.path.join(folder, "layers.csv"), "w", newline="") as f:
        csv.writer(f).writerows([["id", "directed"], ["d", "true"], ["u", "false"]])
    number = lambda: rng.choice(["", rng.uniform(0, 9), 1e-300, 3])
    with open(os.path.join(folder, "links.csv"), "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["layer", "from", "to", "weight", "distance_km", "hours", "capacity", "unit_cost"])
        for _ in range(rng.randrange(30)):
            a, b = rng.sample(ids, 2)
            out.writerow([rng.choice("du"), a, b] + [number() for _ in range(5)])
    return folder


def edges_of(folder, driver):
    """The edges that the CSV files mean, by Python's csv module."""
    layers = {r["id"]: r["directed"] == "true" for r in csv.DictReader(open(os.path.join(folder, "layers.csv"), encoding="utf-8", newline=""))}
    edges = []
    for r in csv.DictReader(open(os.path.join(folder, "links.csv"), encoding="utf-8", newline="")):
        values = tuple(float(r[c]) if r[c] else default for c, default in
                       [("weight", 1.0), ("distance_km", math.inf), ("hours", math.inf), ("capacity", math.inf), ("unit_cost", 0.0)])
        a, b = r["from"], r["to"]
        if not layers[r["layer"]] and a.encode() > b.encode():
            a, b = b, a
        edges.append((a, b, r["layer"], False) + values)
        if not layers[r["layer"]]:
            edges.append((b, a, r["layer"], True) + values)
    return sorted(edges)


def check(folder):
    target = os.path.join(work, "g.graphml")
    lines = subprocess.run([driver, folder, target], check=True, capture_output=True).stdout.decode().splitlines()
    ours = sorted((s, t, l, m == "1") + tuple(map(float, v)) for s, t, l, m, *v in (x.split("\t") for x in lines))
    g = nx.read_graphml(target, force_multigraph=True)
    theirs = sorted((s, t, d["layer"], d["mirrored"], d["weight"], d.get("distance_km", math.inf),
                     d.get("hours", math.inf), d.get("capacity", math.inf), d["unit_cost"]) for s, t, d in g.edges(data=True))
    assert ours == theirs == edges_of(folder, driver), folder
    assert g.is_directed()
    rows = {r["id"]: r for r in csv.DictReader(open(os.path.join(folder, "places.csv"), encoding="utf-8", newline=""))}
    assert sorted(rows) == sorted(g.nodes)
    for i, d in g.nodes(data=True):
        for c in ("name", "name_local", "cluster"):
            assert d.get(c, "") == rows[i][c], (folder, i, c, d.get(c), rows[i][c])
        assert d["kind"] == (rows[i]["kind"] or "district")
        for c in ("lon", "lat"):
            assert d.get(c) == (float(rows[i][c]) if rows[i][c] else None)
    return len(theirs)


total = check(os.path.join(root, "examples", "data", "chongqing"))
count = 1
for seed in range(60):
    total += check(random_folder(seed))
    count += 1
print(f"{count} instances, {total} edges, worst deviation 0")
