# kith_embed(name file header): bytes of `file` as C arrays `name` and
# `name`_size, declared in `header`, compiled into kith_core. The C file is
# written when the build is configured, again whenever `file` has changed.
function(kith_embed name file header)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes HEX)
  kith_embed_bytes(${name} ${bytes} ${header})
endfunction()

# The same of a text.
function(kith_embed_text name text header)
  string(HEX "${text}" bytes)
  kith_embed_bytes(${name} ${bytes} ${header})
endfunction()

function(kith_embed_bytes name bytes header)
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
