# kith_embed(name file header): bytes of `file` as C arrays `name` and
# `name`_size, declared in `header`, compiled into kith_core. The C file is
# written when the build is configured, again whenever `file` has changed.
function(kith_embed name file header)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"#include \"@header@\"

const unsigned char @name@[] = {
@bytes@
};
const size_t @name@_size = sizeof @name@;
")
  target_sources(kith_core PRIVATE ${source})
endfunction()
