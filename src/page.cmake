# kith_page(out folder modules...): the page of a folder as one text. Its
# modules, named without .js and each after those that it imports, are put into
# one script, each in a scope of its own. Only the plainest forms are known:
# `import { a, b } from './x.js';` on one line, and `export` before const,
# function or class. The page allows this script and this style sheet and no
# others, by their hashes.
function(kith_page out folder)
  set(script "")
  foreach(module ${ARGN})
    kith_page_read(text ${folder}/${module}.js)
    string(REGEX MATCHALL "\nexport (async )?(const|function[*]?|class) [A-Za-z0-9]+" exports "\n${text}")
    list(TRANSFORM exports REPLACE ".* " "")
    list(JOIN exports ", " exports)
    string(REGEX REPLACE "import ({[^}]*}) from '[.]/([a-z]+)[.]js';" "const \\1 = module_\\2;" text "${text}")
    string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
    string(APPEND script "const module_${module} = (() => {\n${text}return { ${exports} };\n})();\n")
  endforeach()
  set(script "'use strict';\n(() => {\n${script}})();\n")
  kith_page_read(style ${folder}/viewer.css)
  kith_page_strip(script)
  kith_page_strip(style)
  kith_page_read(page ${folder}/viewer.html)
  kith_page_hash(script_hash "${script}")
  kith_page_hash(style_hash "${style}")
  string(REPLACE "{{script-hash}}" "${script_hash}" page "${page}")
  string(REPLACE "{{style-hash}}" "${style_hash}" page "${page}")
  string(REPLACE "{{style}}" "${style}" page "${page}")
  string(REPLACE "{{script}}" "${script}" page "${page}")
  set(${out} "${page}" PARENT_SCOPE)
endfunction()

# Without comments and indentation, which a reader of the page has no use for:
# neither stands inside a text of these files.
function(kith_page_strip name)
  string(REGEX REPLACE "/[*]([^*]|[*]+[^*/])*[*]+/" "" text "${${name}}")
  string(REGEX REPLACE "\n[ \n]+" "\n" text "${text}")
  set(${name} "${text}" PARENT_SCOPE)
endfunction()

# A file that the build is configured anew for when it changes.
function(kith_page_read out file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The SHA-256 of a text in base 64, as a content security policy names it.
function(kith_page_hash out text)
  set(letters ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
  string(SHA256 hash "${text}")
  set(base64 "")
  foreach(at RANGE 0 60 6) # three bytes give four letters; the last two three
    string(SUBSTRING "${hash}00" ${at} 6 bytes)
    foreach(shift 18 12 6 0)
      math(EXPR letter "(0x${bytes} >> ${shift}) & 63")
      string(SUBSTRING ${letters} ${letter} 1 letter)
      string(APPEND base64 ${letter})
    endforeach()
  endforeach()
  string(SUBSTRING ${base64} 0 43 base64)
  set(${out} "${base64}=" PARENT_SCOPE)
endfunction()
