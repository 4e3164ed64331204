#pragma once

// What Swift's Glibc lacks of the C library.

/// Puts all that is written to the file system of an open file on the disk: syncfs(2).
///
/// Returns 0, or -1 with errno set.
int sync_file_system(int descriptor);

/// Has malloc give blocks of this many bytes and more back to the system whenever they are freed: mallopt(3).
void return_blocks_from(int bytes);
