# ltp_embed(TARGET FILE...): each FILE becomes `const char ltp_text_<stem>[]` (NUL-terminated) in a
# generated source of TARGET. The stem is the path below the folder with '/', '.' and '-' as '_'.
set(LTP_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_file.cmake)

function(ltp_embed target)
    foreach(file IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER ${file} stem)
        set(out ${CMAKE_CURRENT_BINARY_DIR}/embed_${stem}.c)
        add_custom_command(
            OUTPUT ${out}
            COMMAND ${CMAKE_COMMAND} -DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUT=${out}
                    -DNAME=ltp_text_${stem} -P ${LTP_EMBED_SCRIPT}
            DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${LTP_EMBED_SCRIPT})
        target_sources(${target} PRIVATE ${out})
    endforeach()
endfunction()
