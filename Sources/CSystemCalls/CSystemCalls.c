#define _GNU_SOURCE
#include "CSystemCalls.h"
#include <malloc.h>
#include <unistd.h>

int sync_file_system(int descriptor) { return syncfs(descriptor); }

void return_blocks_from(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }
