// Libraries that are loaded when they are first needed and not when the program starts, and functions that forward to theirs.
#pragma once

#include <stdatomic.h>

/// A shared library by the name that dlopen takes; all else is zero at first.
typedef struct {
    const char *name;
    void *_Atomic handle;
} quorum_library;

/// Loads it where it is not loaded. Returns NULL, or what the loader says is wrong, which is valid until this thread calls
/// the loader again. Any thread may call it.
const char *quorum_library_load(quorum_library *library);

/// A function of a loaded library; NULL where there is none.
void *quorum_library_find(const quorum_library *library, const char *name);

/// A function of a library, which is loaded where it is not; ends the program where there is none, as the dynamic linker
/// would at its start. Where the library may be missing, `quorum_library_load` says so before.
void *quorum_library_function(quorum_library *library, const char *name);

/// Defines a function of a header as one that forwards to the library's own. It is not visible outside the program: other
/// libraries find theirs. `before` is done at each call.
#define QUORUM_FORWARD_AFTER(before, library, result, name, parameters, arguments)              \
    __attribute__((visibility("hidden"))) result name parameters                                \
    {                                                                                           \
        static __typeof__(name) *_Atomic known;                                                 \
        before;                                                                                 \
        __typeof__(name) *function = atomic_load_explicit(&known, memory_order_relaxed);        \
        if (!function) {                                                                        \
            function = (__typeof__(name) *)quorum_library_function(library, #name);             \
            atomic_store_explicit(&known, function, memory_order_relaxed);                      \
        }                                                                                       \
        return function arguments;                                                              \
    }

#define QUORUM_FORWARD(library, result, name, parameters, arguments) \
    QUORUM_FORWARD_AFTER((void)0, library, result, name, parameters, arguments)
