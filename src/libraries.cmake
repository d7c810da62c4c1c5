# The libraries that kith stands on, as targets kith_cjson, kith_zlib,
# kith_zstd, kith_utf8proc, kith_expat, kith_sqlite and kith_igraph_program.
#
# Static archives are taken where there are any: `kith stats` on a small file
# then starts in 0.8 ms instead of 10 ms (an empty program: 0.7 ms).

pkg_check_modules(cjson REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(igraph REQUIRED IMPORTED_TARGET igraph>=0.10)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3>=3.38)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)

function(kith_library name)   # kith_library(zlib libz.a): archive, else shared
  add_library(kith_${name} INTERFACE)
  target_include_directories(kith_${name} SYSTEM INTERFACE
    ${${name}_INCLUDE_DIRS})
  find_library(KITH_${name}_ARCHIVE ${ARGN} HINTS ${${name}_LIBRARY_DIRS})
  mark_as_advanced(KITH_${name}_ARCHIVE)
  if(KITH_${name}_ARCHIVE)
    target_link_libraries(kith_${name} INTERFACE ${KITH_${name}_ARCHIVE})
  else()
    target_link_libraries(kith_${name} INTERFACE PkgConfig::${name})
  endif()
endfunction()

kith_library(cjson libcjson.a)
kith_library(zlib libz.a)
kith_library(zstd libzstd.a)
kith_library(utf8proc libutf8proc.a)
kith_library(sqlite libsqlite3.a)
kith_library(expat libexpat.a)

# igraph's archive refers to ARPACK, which kith never reaches;
# graph/igraph_unused.c stands in for it. Where a program with every igraph
# function that kith calls links so, kith_igraph_program is the archive.
add_library(kith_igraph_program INTERFACE)
find_library(KITH_igraph_ARCHIVE libigraph.a HINTS ${igraph_LIBRARY_DIRS})
mark_as_advanced(KITH_igraph_ARCHIVE)
if(KITH_SANITIZE) # sanitizers keep what is unused
  set(KITH_IGRAPH_IS_STATIC OFF)
elseif(KITH_igraph_ARCHIVE AND NOT DEFINED KITH_IGRAPH_IS_STATIC)
  try_compile(KITH_IGRAPH_IS_STATIC ${PROJECT_BINARY_DIR}/igraph_probe
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/graph/igraph_probe.c
            ${CMAKE_CURRENT_LIST_DIR}/graph/igraph_unused.c
    CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${igraph_INCLUDE_DIRS}"
    LINK_OPTIONS -Wl,--gc-sections -static-libgcc
    LINK_LIBRARIES ${KITH_igraph_ARCHIVE} -l:libstdc++.a m)
endif()
if(KITH_IGRAPH_IS_STATIC)
  target_include_directories(kith_igraph_program SYSTEM INTERFACE
    ${igraph_INCLUDE_DIRS})
  target_link_options(kith_igraph_program INTERFACE
    -Wl,--gc-sections -static-libgcc)
  target_link_libraries(kith_igraph_program INTERFACE
    ${KITH_igraph_ARCHIVE} -l:libstdc++.a m)
else()
  target_link_libraries(kith_igraph_program INTERFACE PkgConfig::igraph)
endif()
message(STATUS "igraph archive with unused sections dropped: "
               "${KITH_IGRAPH_IS_STATIC}")
