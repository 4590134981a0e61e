#include <doctest/doctest.h>

#include <filesystem>

#include "support/folder.h"

using hookctl::test::Folder;

TEST_CASE("folder: empty at first, holds what is written, gone at the end") {
  std::string path;
  {
    const Folder folder;
    path = folder.path();
    CHECK(std::filesystem::is_empty(path));
    const std::string file = folder.write("sub/file.txt", "12345");
    CHECK(file == path + "/sub/file.txt");
    CHECK(std::filesystem::file_size(file) == 5);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}
