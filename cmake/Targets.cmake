# Flags that all of Veil's own code is built with.
add_library(veil_flags INTERFACE)
target_include_directories(veil_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(veil_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror>
  # The macros of rd_kafka_producev are expressions of statements, which clang finds wherever they are used.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-gnu-statement-expression>)
if(VEIL_SANITIZE)
  target_compile_options(veil_flags INTERFACE -fsanitize=${VEIL_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(veil_flags INTERFACE -fsanitize=${VEIL_SANITIZE})
endif()
if(VEIL_FUZZ)
  target_compile_options(veil_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# veil_library(NAME SOURCES file... DEPS target...): one folder of src/ is one static library, veil_<folder>.
function(veil_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC veil_flags ${ARG_DEPS})
endfunction()

# veil_test(NAME SOURCES file... DEPS target...): one gtest program, run by ctest as one test.
function(veil_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE veil_flags ${ARG_DEPS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE VEIL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()
