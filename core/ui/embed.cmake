# A file as a C++ source that defines `std::span<const unsigned char> SYMBOL()` in namespace zscape.
# Run at build time: cmake -DINPUT=... -DOUTPUT=... -DSYMBOL=... -P embed.cmake; or call embed_file() from a CMakeLists.txt.

if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${INPUT} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  file(WRITE ${OUTPUT} "#include <span>\n\nnamespace zscape {\n\nstd::span<const unsigned char> ${SYMBOL}() {\n"
       "static constexpr unsigned char bytes[] = {\n${bytes}\n};\nreturn bytes;\n}\n\n}  // namespace zscape\n")
  return()
endif()

set(embed_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_file target symbol input)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  add_custom_command(OUTPUT ${output} DEPENDS ${input} ${embed_script} VERBATIM COMMENT "Embedding ${symbol}"
                     COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DOUTPUT=${output} -DSYMBOL=${symbol} -P ${embed_script})
  target_sources(${target} PRIVATE ${output})
endfunction()

# Inter in that weight, cut down to the characters in `unicodes`, as hb-subset reads them.
function(embed_inter target symbol weight unicodes)
  find_program(HB_SUBSET hb-subset REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  find_file(INTER_${weight} Inter-${weight}.otf PATHS /usr/share/fonts/opentype/inter REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  set(subset ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.otf)
  add_custom_command(OUTPUT ${subset} DEPENDS ${INTER_${weight}} VERBATIM COMMENT "Cutting Inter ${weight} down"
                     COMMAND ${HB_SUBSET} ${INTER_${weight}} --output-file=${subset} --no-hinting --layout-features=kern
                             --unicodes=${unicodes})
  embed_file(${target} ${symbol} ${subset})
endfunction()
