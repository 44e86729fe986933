// Region folders: reading and writing at growing sizes, with the peak of memory so far. The largest has a million
// places and three million links and is followed by one search for the shortest times from one of them.
//
//   benchmark_io_folder --benchmark_filter=read_million      (alone, for its memory)
#include "corewing/base/clock.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/shortest_paths.hpp"
#include "corewing/graph/snapshot.hpp"
#include "corewing/io/region_folder.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace corewing;

/// A folder with places in random order and three links for each, written line by line; removed at the end.
class Folder {
public:
    explicit Folder(Index places)
        : path(std::filesystem::temp_directory_path() /
               ("corewing_benchmark_" + std::to_string(::getpid()) + "_" + std::to_string(places))) {
        std::filesystem::create_directories(path);
        base::Random random(1);
        std::ofstream rows(path / "places.csv");
        rows << "id,name,kind,cluster,lon,lat,area_km2\n";
        for (const Index i : random.permutation(places))
            rows << "p" << i << ",Place " << i << ",district,c" << i % 10 << ',' << random.uniform(105, 110) << ','
                 << random.uniform(28, 32) << ",12.5\n";
        std::ofstream(path / "layers.csv") << "id,kind,directed\nroad,route,false\n";
        std::ofstream links(path / "links.csv");
        links << "layer,from,to,weight,distance_km,hours\n";
        for (Index i = 0; i < 3 * places; ++i) {
            const Index from = i % places, to = (from + 1 + (i < places ? 0 : random.index(places - 1))) % places;
            links << "road,p" << from << ",p" << to << ',' << 1 + i % 5 << ',' << random.uniform(1, 50) << ','
                  << random.uniform(0.1, 2) << '\n';
        }
        if (!rows || !links) throw base::bad_file("cannot be written", {.file = path.string()});
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path path;
};

double peak_megabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void read_chongqing(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(io::read_region(COREWING_SOURCE_DIR "/examples/data/chongqing"));
}
BENCHMARK(read_chongqing)->Unit(benchmark::kMillisecond);

void write_chongqing(benchmark::State& state) {
    const auto region = io::read_region(COREWING_SOURCE_DIR "/examples/data/chongqing");
    const Folder folder(2);
    for (auto _ : state) io::write_region(region, folder.path);
}
BENCHMARK(write_chongqing)->Unit(benchmark::kMillisecond);

void read_generated(benchmark::State& state) {
    const Folder folder(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(io::read_region(folder.path));
    state.counters["peak_MB"] = peak_megabytes();
}
BENCHMARK(read_generated)->Arg(41)->Arg(3000)->Arg(100000)->Unit(benchmark::kMillisecond);

void read_million(benchmark::State& state) {
    const Folder folder(1'000'000);
    for (auto _ : state) {
        base::Stopwatch watch;
        const auto region = io::read_region(folder.path);
        state.counters["read_s"] = watch.seconds();
        const auto roads = graph::snapshot(region, {.layers = {"road"}, .cost = graph::Cost::hours});
        const auto paths = graph::shortest_paths(roads, 0);
        benchmark::DoNotOptimize(paths.cost.data());
        state.counters["search_s"] = watch.seconds() - state.counters["read_s"];
    }
    state.counters["peak_MB"] = peak_megabytes();
}
BENCHMARK(read_million)->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
