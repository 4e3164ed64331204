#define _GNU_SOURCE
#include "CSystemCalls.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

int sync_file_system(int descriptor) { return syncfs(descriptor); }

int create_memory_file(void) { return memfd_create("quorum", MFD_CLOEXEC); }

void return_blocks_from(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }

void return_free_memory(void) { malloc_trim(0); }

void take_short_turns(void) {
    // As in linux/sched/types.h, which does not go with the C library's own of some versions.
    struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } turns;
    if (syscall(SYS_sched_getattr, 0, &turns, sizeof turns, 0) != 0) return;
    turns.runtime = 100000;
    syscall(SYS_sched_setattr, 0, &turns, 0);
}

int forbid_sockets(void) {
#ifdef NATIVE
    // Calls of another architecture and, on x86-64, those numbered for 32 bits go by other numbers; io_uring opens sockets
    // without the call.
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : -1;
#else
    errno = ENOSYS;
    return -1;
#endif
}
