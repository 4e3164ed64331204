#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Inside the target: what malloc and its kin ask of the heap.

/// Blocks of fewer bytes are the C library's.
extern _Atomic size_t file_heap_least;

/// Where the heap's addresses begin and how many there are; none before it is opened.
extern _Atomic uintptr_t file_heap_start;
extern _Atomic size_t file_heap_length;

/// A block at the start of a page; NULL when the heap has no room.
///
/// - zeroed: whether it must be zeros, and not whatever an earlier block of the place left.
void *file_heap_take(size_t bytes, bool zeroed);

/// - block: one of the heap's.
void file_heap_give(void *block);

/// Ends the process with what is wrong when a page at the address cannot be had: only for want of room on the disk are
/// pages of the file not there. Returns for other addresses.
void file_heap_explain_fault(const void *address);

/// The bytes that a block has, which may be more than were asked for.
size_t file_heap_size(const void *block);
