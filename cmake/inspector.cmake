# Puts the inspector's page into the program, file by file, as it stands in src/inspector/page/.
file(GLOB HOOKCTL_PAGE CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/src/inspector/page src/inspector/page/*)

set(rows "")
foreach(file ${HOOKCTL_PAGE})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/inspector/page/${file})
  file(READ ${CMAKE_SOURCE_DIR}/src/inspector/page/${file} text)
  string(APPEND rows "    PageFile{\"${file}\", R\"~~~(${text})~~~\"},\n")
endforeach()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/page_files.cpp @ONLY CONTENT [[
#include <array>

#include "inspector/page.h"

namespace hookctl::inspector {
namespace {

constexpr std::array files{
@rows@};

}  // namespace

std::span<const PageFile> page_files() { return files; }

}  // namespace hookctl::inspector
]])
target_sources(hookctl_lib PRIVATE ${CMAKE_BINARY_DIR}/generated/page_files.cpp)
