/* Loaded before libc: counts the calls that change files under one folder, and lets the one asked for fail once.
 *
 * faults_arm(root, n, error): the n-th call from now on a file under root fails with this errno; n = 0 counts only.
 * faults_count(): how many there were since.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static long at, count;
static int with;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void faults_arm(const char *folder, long n, int error) {
    pthread_mutex_lock(&lock);
    strncpy(root, folder, sizeof root - 1);
    at = n;
    with = error;
    count = 0;
    pthread_mutex_unlock(&lock);
}

long faults_count(void) { return count; }

static int fails(const char *path) {
    int now = 0;
    if (root[0] == 0 || path == NULL || strncmp(path, root, strlen(root)) != 0) return 0;
    pthread_mutex_lock(&lock);
    now = ++count == at;
    pthread_mutex_unlock(&lock);
    if (now) errno = with;
    return now;
}

static int fails_at(int fd) {
    char link[64], path[PATH_MAX];
    ssize_t length;
    if (root[0] == 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

static int fails_from(int folder, const char *path) {
    return path != NULL && path[0] != '/' && folder != AT_FDCWD ? fails_at(folder) : fails(path);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define CHANGES(flags) ((flags) & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC))

#define OPEN(name)                                        \
    int name(const char *path, int flags, ...) {          \
        REAL(name);                                       \
        mode_t mode = 0;                                  \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        if (flags & (O_CREAT | O_TMPFILE)) mode = va_arg(rest, mode_t); \
        va_end(rest);                                     \
        return CHANGES(flags) && fails(path) ? -1 : real(path, flags, mode); \
    }
#define OPENAT(name)                                      \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name);                                       \
        mode_t mode = 0;                                  \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        if (flags & (O_CREAT | O_TMPFILE)) mode = va_arg(rest, mode_t); \
        va_end(rest);                                     \
        return CHANGES(flags) && fails_from(folder, path) ? -1 : real(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) { REAL(write); return fails_at(fd) ? -1 : real(fd, data, size); }
ssize_t writev(int fd, const struct iovec *parts, int n) { REAL(writev); return fails_at(fd) ? -1 : real(fd, parts, n); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t to) { REAL(pwrite); return fails_at(fd) ? -1 : real(fd, data, size, to); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t to) { REAL(pwrite64); return fails_at(fd) ? -1 : real(fd, data, size, to); }
int fsync(int fd) { REAL(fsync); return fails_at(fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return fails_at(fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); return fails_at(fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); return fails_at(fd) ? -1 : real(fd, size); }
int rename(const char *from, const char *to) { REAL(rename); return fails(to) ? -1 : real(from, to); }
int renameat(int f, const char *from, int t, const char *to) { REAL(renameat); return fails_from(t, to) ? -1 : real(f, from, t, to); }
int unlink(const char *path) { REAL(unlink); return fails(path) ? -1 : real(path); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); return fails(path) ? -1 : real(path, mode); }
