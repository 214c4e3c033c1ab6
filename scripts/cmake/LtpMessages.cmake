# ltp_messages(LANG...): compiles po/LANG.po into <build>/locale/LANG/LC_MESSAGES/ltp.mo and installs it.
find_program(MSGFMT msgfmt REQUIRED)

function(ltp_messages)
    foreach(lang IN LISTS ARGN)
        set(dir ${PROJECT_BINARY_DIR}/locale/${lang}/LC_MESSAGES)
        set(po ${PROJECT_SOURCE_DIR}/po/${lang}.po)
        add_custom_command(OUTPUT ${dir}/ltp.mo
            COMMAND ${CMAKE_COMMAND} -E make_directory ${dir}
            COMMAND ${MSGFMT} --check-format -o ${dir}/ltp.mo ${po}
            DEPENDS ${po})
        add_custom_target(messages_${lang} ALL DEPENDS ${dir}/ltp.mo)
        install(FILES ${dir}/ltp.mo DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${lang}/LC_MESSAGES)
    endforeach()
endfunction()
