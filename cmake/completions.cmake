# Puts the shell completions into the program: `hookctl completion bash` prints the file that packages install.
set(HOOKCTL_COMPLETIONS bash=hookctl.bash zsh=_hookctl fish=hookctl.fish)

set(definitions "")
foreach(pair ${HOOKCTL_COMPLETIONS})
  string(REPLACE "=" ";" pair ${pair})
  list(GET pair 0 shell)
  list(GET pair 1 file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/completions/${file})
  file(READ ${CMAKE_SOURCE_DIR}/completions/${file} text)
  string(APPEND definitions "const std::string_view ${shell}_completion = R\"~~~(${text})~~~\";\n")
endforeach()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/completion_scripts.cpp @ONLY CONTENT [[
#include "cli/completion_scripts.h"

namespace hookctl::cli {

@definitions@
}  // namespace hookctl::cli
]])
target_sources(hookctl_lib PRIVATE ${CMAKE_BINARY_DIR}/generated/completion_scripts.cpp)

include(GNUInstallDirs)
install(FILES completions/hookctl.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME hookctl)
install(FILES completions/_hookctl DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES completions/hookctl.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
