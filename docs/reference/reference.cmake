# The API reference: cmake --build BUILD --target reference writes BUILD/reference/html/index.html and fails on every
# public name, member or parameter without a comment. Without Doxygen or awk there is no such target.

find_package(Doxygen 1.9.4 QUIET)
find_program(COREWING_AWK awk DOC "What docs/reference/filter.awk runs with")
mark_as_advanced(COREWING_AWK)

if(TARGET Doxygen::doxygen AND COREWING_AWK)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/Doxyfile.in ${PROJECT_BINARY_DIR}/reference/Doxyfile @ONLY)
  add_custom_target(reference
    COMMAND Doxygen::doxygen ${PROJECT_BINARY_DIR}/reference/Doxyfile
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "API reference in ${PROJECT_BINARY_DIR}/reference/html"
    VERBATIM)
endif()
