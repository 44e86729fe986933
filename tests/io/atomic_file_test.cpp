#include "corewing/io/atomic_file.hpp"

#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <vector>

using namespace corewing;

TEST_CASE("a file appears only when it is committed") {
    const TemporaryFolder folder;
    {
        io::AtomicFile file(folder.path() / "plan.txt");
        file.write("new");
        CHECK_FALSE(std::filesystem::exists(folder.path() / "plan.txt"));
        file.commit();
        CHECK(folder.get("plan.txt") == "new");
        CHECK_THROWS_AS(file.write("more"), base::bad_file);
        CHECK_THROWS_AS(file.commit(), base::bad_file);
    }
    CHECK(folder.names() == std::vector<std::string>{"plan.txt"});
    io::write_file(folder.path() / "plan.txt", "newer");
    CHECK(folder.get("plan.txt") == "newer");
    io::write_file(folder.path() / "plan.txt", "");
    CHECK(folder.get("plan.txt").empty());
}

TEST_CASE("what is given up leaves the old file and nothing else") {
    const TemporaryFolder folder;
    folder.put("plan.txt", "old");
    {
        io::AtomicFile file(folder.path() / "plan.txt");
        file.write("half of the new one");
        file.close();
        io::AtomicFile moved = std::move(file);
    }
    CHECK(folder.get("plan.txt") == "old");
    CHECK(folder.names() == std::vector<std::string>{"plan.txt"});
}

TEST_CASE("a full disk leaves the old file") {
    const TemporaryFolder folder;
    folder.put("plan.txt", "old");
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 4096;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const std::string message =
        test::refusal<base::bad_file>([&] { io::write_file(folder.path() / "plan.txt", std::string(1 << 20, 'x')); });
    // Small enough for the buffer: the failure shows only when it is flushed.
    const std::string late = test::refusal<base::bad_file>([&] {
        io::AtomicFile file(folder.path() / "plan.txt");
        for (int i = 0; i < 5; ++i) file.write(std::string(1000, 'x'));
        file.commit();
    });
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    const std::string expected = (folder.path() / "plan.txt").string() +
                                 ": cannot be written: File too large; check the space on the disk; the old file is "
                                 "untouched";
    CHECK(message == expected);
    CHECK(late == expected);
    CHECK(folder.get("plan.txt") == "old");
    CHECK(folder.names() == std::vector<std::string>{"plan.txt"});
}

TEST_CASE("targets that are no files are refused before anything is written") {
    const TemporaryFolder folder;
    const auto refused = [&](const std::filesystem::path& target) {
        return test::refusal<base::bad_file>([&] { io::AtomicFile file(target); });
    };
    const std::string none = (folder.path() / "none" / "plan.txt").string();
    CHECK(refused(none) ==
          none + ": cannot be written: No such file or directory; check the folder, its permissions and the disk");
    CHECK(refused(folder.path()) == folder.path().string() + ": is not an ordinary file; give the name of a file");
    CHECK(refused("/dev/null") == "/dev/null: is not an ordinary file; give the name of a file");
    CHECK(refused("") == "is not a file name; give the name of a file");
    CHECK(std::filesystem::is_character_file("/dev/null"));
    CHECK(folder.names().empty());
}

TEST_CASE("a symbolic link and permissions stay") {
    const TemporaryFolder folder;
    folder.put("real.txt", "old");
    REQUIRE(::chmod((folder.path() / "real.txt").c_str(), 0640) == 0);
    std::filesystem::create_symlink("real.txt", folder.path() / "link.txt");
    io::write_file(folder.path() / "link.txt", "new");
    CHECK(std::filesystem::is_symlink(folder.path() / "link.txt"));
    CHECK(folder.get("real.txt") == "new");
    struct stat status {};
    REQUIRE(::stat((folder.path() / "real.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a name without folder is in the working folder, and long names have room") {
    const TemporaryFolder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    io::write_file("plan.txt", "here");
    std::filesystem::current_path(before);
    CHECK(folder.get("plan.txt") == "here");
    const std::string longest(255, 'n');
    io::write_file(folder.path() / longest, "long");
    CHECK(folder.get(longest) == "long");
}

TEST_CASE("a link stays, and what it leads to is written, even where nothing is yet") {
    const TemporaryFolder folder;
    const auto link = folder.path() / "link.html", chain = folder.path() / "chain.html", circle = folder.path() / "circle";
    std::filesystem::create_directory(folder.path() / "deep");
    std::filesystem::create_symlink("deep/page.html", link);
    std::filesystem::create_symlink(link, chain);
    io::write_file(chain, "first");
    CHECK(folder.get("deep/page.html") == "first");
    io::write_file(link, "second");
    CHECK(folder.get("deep/page.html") == "second");
    CHECK(std::filesystem::read_symlink(link) == "deep/page.html");
    CHECK(std::filesystem::read_symlink(chain) == link);
    std::filesystem::create_symlink("circle", circle);
    CHECK(test::refusal([&] { io::write_file(circle, "x"); }) ==
          circle.string() + ": is a link that cannot be followed; give the name of a file");
    CHECK(folder.names() == std::vector<std::string>{"chain.html", "circle", "deep", "link.html"});
}
