# cmake -DPROGRAM=... -DARGUMENT=... -DEXPECTED=... -DFOLDER=... -P compare.cmake
# After a change that is meant, look at the output and copy it: cp FOLDER/printed.txt EXPECTED
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
execute_process(COMMAND ${PROGRAM} ${ARGUMENT} WORKING_DIRECTORY ${FOLDER}
  OUTPUT_FILE ${FOLDER}/printed.txt ERROR_VARIABLE complaint RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "exit status ${status}: ${complaint}")
endif()
execute_process(COMMAND diff -u ${EXPECTED} ${FOLDER}/printed.txt RESULT_VARIABLE differs)
if(differs)
  message(FATAL_ERROR "the output above differs; if that is meant, copy ${FOLDER}/printed.txt to ${EXPECTED}")
endif()
