# Flags of every target, and the one way to declare a folder's library.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

add_library(ltp_flags INTERFACE)
target_include_directories(ltp_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(ltp_flags INTERFACE _POSIX_C_SOURCE=200809L
                           LTP_VERSION="${PROJECT_VERSION}")
# To clang 14 the NAN of <math.h> is a float that is promoted, so -Wdouble-promotion is left to gcc.
target_compile_options(ltp_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla -Wcast-qual -Wwrite-strings -Wundef
    -Wswitch-enum -Wimplicit-fallthrough -fno-common -ffp-contract=off
    $<$<C_COMPILER_ID:GNU>:-Wdouble-promotion -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init>
    $<$<BOOL:${LTP_WERROR}>:-Werror>
    $<$<CONFIG:Release>:-fstack-protector-strong -D_FORTIFY_SOURCE=2>)
if(LTP_SANITIZE)
    target_compile_options(ltp_flags INTERFACE -fsanitize=address,undefined
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(ltp_flags INTERFACE -fsanitize=address,undefined)
endif()
if(LTP_FUZZ)
    target_compile_options(ltp_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# ltp_folder(NAME SOURCES ... LINKS ... [PROGRAM name]): the static library ltp_NAME of folder NAME/, and
# the program whose main() stands in main.c. Every .c of the folder must be listed: a file left out
# fails the configuration.
function(ltp_folder name)
    cmake_parse_arguments(arg "" "PROGRAM" "SOURCES;LINKS" ${ARGN})
    file(GLOB found RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS *.c)
    foreach(file IN LISTS found)
        if(NOT file IN_LIST arg_SOURCES AND NOT (arg_PROGRAM AND file STREQUAL "main.c"))
            message(FATAL_ERROR "${name}/${file} is not in the list of ${name}/CMakeLists.txt")
        endif()
    endforeach()
    if(arg_SOURCES)
        add_library(ltp_${name} STATIC ${arg_SOURCES})
        target_link_libraries(ltp_${name} PUBLIC ltp_flags ${arg_LINKS})
    else()
        add_library(ltp_${name} INTERFACE)
        target_link_libraries(ltp_${name} INTERFACE ltp_flags ${arg_LINKS})
    endif()
    if(arg_PROGRAM)
        add_executable(${arg_PROGRAM} main.c)
        target_link_libraries(${arg_PROGRAM} PRIVATE ltp_${name})
    endif()
endfunction()
