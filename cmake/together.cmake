# Half of a release build went by reading the headers of Asio, Beast and JSON again for each file; the files of the rooms
# that need them are compiled eight at a time. Other builds compile each file alone, so a header that one forgets to
# include is found there.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  file(GLOB_RECURSE together src/capture/*.cpp src/flow/*.cpp src/inspector/*.cpp src/report/*.cpp src/wire/*.cpp)
  set(apart ${HOOKCTL_SOURCES})
  list(REMOVE_ITEM apart ${together})
  set_source_files_properties(${apart} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set_target_properties(hookctl_lib PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
endif()
