#include "corewing/base/observer.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace corewing::base;

TEST_CASE("an empty observer is silent and never stops") {
    const Observer observer;
    observer.report("nothing", 0.5);
    CHECK_FALSE(observer.stopped());
}

TEST_CASE("an observer hears of progress and can stop the work") {
    std::stop_source source;
    std::string heard;
    const Observer observer{.progress = [&](const Progress& p) { heard += std::string(p.task) + ' '; },
                            .stop = source.get_token()};
    observer.report("searching", 0.1);
    CHECK(heard == "searching ");
    source.request_stop();
    CHECK(observer.stopped());
}
