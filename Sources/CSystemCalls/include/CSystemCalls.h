#pragma once

// What Swift's Glibc lacks of the C library.

/// Puts all that is written to the file system of an open file on the disk: syncfs(2).
///
/// Returns 0, or -1 with errno set.
int sync_file_system(int descriptor);

/// Has malloc give blocks of this many bytes and more back to the system whenever they are freed: mallopt(3).
void return_blocks_from(int bytes);

/// Gives all pages that malloc has free back to the system: malloc_trim(3).
void return_free_memory(void);

/// Asks that the calling thread, when it wakes, gets its turn before threads that work without a pause: turns of a tenth of a
/// millisecond, sched_setattr(2). Kernels before Linux 6.12 know of no such turns.
void take_short_turns(void);

/// Makes socket(2) fail with EACCES for all threads of this process and its children, for good: seccomp(2).
///
/// Returns 0, or -1 where the kernel has no such filters or another thread refuses them.
int forbid_sockets(void);

/// Opens a file without a name that is in memory alone, closed on exec: memfd_create(2).
///
/// Returns its descriptor, or -1 with errno set.
int create_memory_file(void);
