#include "DynamicLoad.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

const char *quorum_library_load(quorum_library *library)
{
    if (atomic_load(&library->handle)) return NULL;
    // The loader counts how often a library is opened: two threads at once get the same one.
    void *handle = dlopen(library->name, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return dlerror();
    atomic_store(&library->handle, handle);
    return NULL;
}

void *quorum_library_find(const quorum_library *library, const char *name)
{
    void *handle = atomic_load(&library->handle);
    return handle ? dlsym(handle, name) : NULL;
}

void *quorum_library_function(quorum_library *library, const char *name)
{
    const char *problem = quorum_library_load(library);
    void *function = quorum_library_find(library, name);
    if (!function) {
        fprintf(stderr, "%s has no %s: %s\n", library->name, name, problem ? problem : "it is of another kind");
        abort();
    }
    return function;
}
