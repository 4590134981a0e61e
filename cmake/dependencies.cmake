# Finds what hookctl links. Whatever is missing is collected first and named once, with the command that installs it.
set(HOOKCTL_MISSING "")

macro(hookctl_need package debian)
  find_package(${package} ${ARGN} QUIET)
  if(NOT ${package}_FOUND)
    list(APPEND HOOKCTL_MISSING ${debian})
  endif()
endmacro()

hookctl_need(Boost libboost1.81-dev 1.81)
hookctl_need(CLI11 libcli11-dev)
hookctl_need(OpenSSL libssl-dev 3.0)
hookctl_need(fmt libfmt-dev)
hookctl_need(mimalloc libmimalloc-dev 2.0)
hookctl_need(nlohmann_json nlohmann-json3-dev)
hookctl_need(simdjson libsimdjson-dev)
hookctl_need(ZLIB zlib1g-dev)

# These have no package file for CMake on Debian 12.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(utf8proc QUIET IMPORTED_TARGET libutf8proc)
  pkg_check_modules(liburing QUIET IMPORTED_TARGET liburing)
else()
  list(APPEND HOOKCTL_MISSING pkg-config)
endif()
if(NOT utf8proc_FOUND)
  list(APPEND HOOKCTL_MISSING libutf8proc-dev)
endif()
if(NOT liburing_FOUND)
  list(APPEND HOOKCTL_MISSING liburing-dev)
endif()

if(HOOKCTL_MISSING)
  list(JOIN HOOKCTL_MISSING " " packages)
  message(FATAL_ERROR "Missing libraries. Install them with:\n  apt-get install ${packages}")
endif()

find_package(Threads REQUIRED)

# The tests alone need doctest: without it there is a program and nothing to test it.
if(BUILD_TESTING)
  find_package(doctest QUIET)
  if(NOT doctest_FOUND)
    message(STATUS "The tests are left out: doctest is missing. Install it with:\n  apt-get install doctest-dev")
  endif()
endif()
