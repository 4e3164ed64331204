#pragma once
#include <stddef.h>

// Large blocks of memory in a file. This target replaces malloc and its kin of the C library, as its manual lays down
// ("Replacing malloc"); until a file is set up every call is passed on. It replaces read and pread too, which pass on all
// but the failures that are the file's.

/// Lets blocks of `least` bytes and more that are asked for from now on be in memory while they take at most `held` bytes
/// together, and beyond that in a file of `folder`, which has no name and ends with the process.
///
/// When the disk is full the process writes `message` to the error stream and `answer` to the output, and ends with 2. To
/// be called once; the texts are copied.
///
/// Returns 0 or an errno; EOPNOTSUPP where the folder is in memory itself, or its file system knows no files without
/// a name.
int file_heap_open(const char *folder, size_t least, size_t held, const char *message, const char *answer);

/// Takes the pages of the file out of the process. Their content stays, in the page cache or on the disk, and comes back
/// when it is touched.
void file_heap_release_pages(void);

/// Bytes of the file that blocks took at some time: at most as much of the disk is taken.
size_t file_heap_peak(void);
