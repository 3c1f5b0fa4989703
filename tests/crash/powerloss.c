/* Loses what a power cut would lose.
 *
 * Preloaded into a program (LD_PRELOAD), it keeps a journal of how to undo every change to files under POWERLOSS_DIR
 * that has not been made durable: the bytes a write replaced, the length a file had, the name a file went by. fsync and
 * fdatasync of a file empty the file's journal; fsync of a folder empties the journal of the names in it. After
 * `kill -9`, rollback.py plays the journals backwards, which leaves what the program had synced and nothing else.
 *
 * The journals lie in POWERLOSS_JOURNAL, outside of the folder but on the same file system:
 *   i<inode>   one file's bytes: a header {synced_upto}, then records {offset, old_size, length, written} and
 *              `length` old bytes
 *   d<inode>   one folder's names: lines "create NAME", "remove NAME SAVED", "move FOLDER FROM TO SAVED"
 *   saved-<n>  hard links that keep removed and overwritten files alive
 * The program's own death loses none of that, since the kernel holds it.
 *
 * With POWERLOSS_CUT_AT=n the program kills itself at its n-th sync, when most is at stake: everything is written and
 * nothing durable.
 *
 * It is strict where POSIX is: a new file's name is durable only after an fsync of its folder. It sees calls through the
 * C library only: not raw system calls, not io_uring, not writes through a shared mapping (SQLite's -shm file, which is
 * excluded, holds nothing that must survive). copy_file_range and sendfile into the folder answer "not supported", so
 * that callers fall back on write.
 *
 * To follow one more call: a wrapper below that notes the change under `lock` before it makes it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 65536

struct record { int64_t offset, old_size, length, written; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX], journal[PATH_MAX];
static size_t root_length;
static unsigned char tracked[MAX_FD]; /* 1: a file whose bytes are followed, 2: a folder */
static unsigned long saved_count;
static long syncs_left; /* before the program is killed; 0 for never */

/* ---- the real calls ---- */

#define REAL(type, name, arguments) \
    static type (*real_##name) arguments; \
    static void load_##name(void) { if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name); }

REAL(int, open, (const char *, int, ...))
REAL(int, openat, (int, const char *, int, ...))
REAL(int, close, (int))
REAL(int, dup, (int))
REAL(int, dup2, (int, int))
REAL(int, dup3, (int, int, int))
REAL(int, fcntl, (int, int, ...))
REAL(ssize_t, write, (int, const void *, size_t))
REAL(ssize_t, pwrite, (int, const void *, size_t, off_t))
REAL(ssize_t, writev, (int, const struct iovec *, int))
REAL(ssize_t, pwritev, (int, const struct iovec *, int, off_t))
REAL(int, ftruncate, (int, off_t))
REAL(int, truncate, (const char *, off_t))
REAL(int, fallocate, (int, int, off_t, off_t))
REAL(int, posix_fallocate, (int, off_t, off_t))
REAL(int, fsync, (int))
REAL(int, fdatasync, (int))
REAL(int, renameat2, (int, const char *, int, const char *, unsigned))
REAL(int, unlinkat, (int, const char *, int))
REAL(int, linkat, (int, const char *, int, const char *, int))
REAL(int, mkdirat, (int, const char *, mode_t))
REAL(ssize_t, copy_file_range, (int, off_t *, int, off_t *, size_t, unsigned))
REAL(ssize_t, sendfile, (int, int, off_t *, size_t))

__attribute__((constructor)) static void start(void)
{
    load_open(); load_openat(); load_close(); load_dup(); load_dup2(); load_dup3(); load_fcntl(); load_write();
    load_pwrite(); load_writev(); load_pwritev(); load_ftruncate(); load_truncate(); load_fallocate();
    load_posix_fallocate(); load_fsync(); load_fdatasync(); load_renameat2(); load_unlinkat(); load_linkat();
    load_mkdirat(); load_copy_file_range(); load_sendfile();
    const char *from = getenv("POWERLOSS_DIR"), *to = getenv("POWERLOSS_JOURNAL");
    if (from && to && realpath(from, root) && realpath(to, journal))
        root_length = strlen(root);
    saved_count = (unsigned long)getpid() * 1000000UL;
    const char *cut = getenv("POWERLOSS_CUT_AT");
    syncs_left = cut ? atol(cut) : 0;
}

static void give_up(const char *what)
{
    dprintf(2, "powerloss: %s: %s\n", what, strerror(errno));
    abort();
}

/* ---- which files are followed ---- */

static int inside(const char *path)
{
    return root_length && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

/* Whether the absolute path's bytes matter: SQLite's shared-memory file and sockets hold nothing that must survive. */
static int followed(const char *path)
{
    size_t length = strlen(path);
    return inside(path) && !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

/* The absolute path of `path` with its folder resolved; the last part need not exist. */
static int absolute(int at, const char *path, char *out)
{
    char whole[PATH_MAX], folder[PATH_MAX], base[PATH_MAX] = "";
    if (!root_length || !path || !*path) return -1;
    if (path[0] == '/') {
        snprintf(whole, sizeof whole, "%s", path);
    } else {
        if (at == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return -1;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            ssize_t n = readlink(link, base, sizeof base - 1);
            if (n < 0) return -1;
            base[n] = 0;
        }
        if ((size_t)snprintf(whole, sizeof whole, "%s/%s", base, path) >= sizeof whole) return -1;
    }
    for (size_t end = strlen(whole); end > 1 && whole[end - 1] == '/'; end--) whole[end - 1] = 0;
    char *slash = strrchr(whole, '/');
    if (!slash) return -1;
    const char *name = slash + 1;
    *slash = 0;
    if (!realpath(*whole ? whole : "/", folder)) return -1;
    return (size_t)snprintf(out, PATH_MAX, "%s/%s", strcmp(folder, "/") ? folder : "", name) < PATH_MAX ? 0 : -1;
}

static void folder_of(const char *path, char *folder, const char **name)
{
    snprintf(folder, PATH_MAX, "%s", path);
    char *slash = strrchr(folder, '/');
    *slash = 0;
    *name = path + (slash - folder) + 1;
}

/* ---- journals ---- */

static int open_journal(char kind, ino_t inode, int flags)
{
    char path[PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%c%lu", journal, kind, (unsigned long)inode);
    return real_open(path, flags | O_CLOEXEC, 0600);
}

static void put(int fd, const void *bytes, size_t length)
{
    while (length) {
        ssize_t n = real_write(fd, bytes, length);
        if (n <= 0) give_up("cannot write the journal");
        bytes = (const char *)bytes + n;
        length -= (size_t)n;
    }
}

/* Notes what `length` bytes from `offset` on, and the file's length, were before a change; `written` of them get new
 * bytes, the others are cut off. */
static void note_bytes(int fd, off_t offset, off_t length, off_t written)
{
    struct stat now;
    if (fstat(fd, &now) || !S_ISREG(now.st_mode)) return;
    off_t kept = now.st_size - offset;
    if (kept < 0) kept = 0;
    if (kept > length) kept = length;
    int out = open_journal('i', now.st_ino, O_RDWR | O_CREAT);
    if (out < 0) give_up("cannot open a journal");
    if (lseek(out, 0, SEEK_END) == 0) {
        int64_t synced = sizeof synced;
        put(out, &synced, sizeof synced);
    }
    struct record record = { offset, now.st_size, kept, written };
    put(out, &record, sizeof record);
    if (kept > 0) {
        char link[64], buffer[65536];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        int in = real_open(link, O_RDONLY | O_CLOEXEC);
        if (in < 0) give_up("cannot read the old bytes");
        while (kept > 0) {
            ssize_t n = pread(in, buffer, kept < (off_t)sizeof buffer ? (size_t)kept : sizeof buffer, offset);
            if (n <= 0) give_up("cannot read the old bytes");
            put(out, buffer, (size_t)n);
            offset += n;
            kept -= n;
        }
        real_close(in);
    }
    real_close(out);
}

static void note_name(const char *folder, const char *format, ...)
{
    struct stat now;
    char line[4 * PATH_MAX];
    if (stat(folder, &now)) return;
    int out = open_journal('d', now.st_ino, O_WRONLY | O_CREAT | O_APPEND);
    if (out < 0) give_up("cannot open a journal");
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    put(out, line, (size_t)length);
    real_close(out);
}

/* Keeps the file at `path` alive under another name; "-" where there is none, or it is a folder. */
static void save(const char *path, char *name, size_t size)
{
    char target[PATH_MAX + 64];
    struct stat now;
    snprintf(name, size, "-");
    if (lstat(path, &now) || !S_ISREG(now.st_mode)) return;
    snprintf(name, size, "saved-%lu", ++saved_count);
    snprintf(target, sizeof target, "%s/%s", journal, name);
    if (real_linkat(AT_FDCWD, path, AT_FDCWD, target, 0)) give_up("cannot keep a removed file");
}

/* Forgets a folder's journal and lets go of the files that it kept alive. */
static void forget_names(ino_t inode)
{
    char path[PATH_MAX + 32], line[4 * PATH_MAX];
    snprintf(path, sizeof path, "%s/d%lu", journal, (unsigned long)inode);
    FILE *in = fopen(path, "r");
    if (!in) return;
    while (fgets(line, sizeof line, in)) {
        struct stat now;
        char *name = strrchr(line, '\t');
        if (!name || strncmp(name + 1, "saved-", 6)) continue;
        name[strcspn(name, "\n")] = 0;
        char target[5 * PATH_MAX];
        snprintf(target, sizeof target, "%s/%s", journal, name + 1);
        if (stat(target, &now) == 0 && now.st_nlink == 1) {
            /* Its inode becomes free, and the next file that gets the number must not inherit the journal. */
            char old[PATH_MAX + 32];
            snprintf(old, sizeof old, "%s/i%lu", journal, (unsigned long)now.st_ino);
            real_unlinkat(AT_FDCWD, old, 0);
        }
        real_unlinkat(AT_FDCWD, target, 0);
    }
    fclose(in);
    real_unlinkat(AT_FDCWD, path, 0);
}

/* ---- opening and closing ---- */

static void track(int fd, const char *path)
{
    struct stat now;
    if (fd < 0 || fd >= MAX_FD || fstat(fd, &now)) return;
    tracked[fd] = S_ISDIR(now.st_mode) ? 2 : S_ISREG(now.st_mode) && followed(path) ? 1 : 0;
}

static int open_and_track(int at, const char *path, int flags, mode_t mode)
{
    char whole[PATH_MAX], target[PATH_MAX];
    if (!real_openat) start();
    if (absolute(at, path, whole)) return real_openat(at, path, flags, mode);
    if (realpath(whole, target)) memcpy(whole, target, PATH_MAX); /* a link from elsewhere into the folder */
    if (!inside(whole)) return real_openat(at, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int existed = lstat(whole, &before) == 0;
    if (existed && (flags & O_TRUNC) && followed(whole) && S_ISREG(before.st_mode)) {
        int fd = real_open(whole, O_RDONLY | O_CLOEXEC);
        if (fd >= 0) { note_bytes(fd, 0, before.st_size, 0); real_close(fd); }
    }
    if (!existed && (flags & O_CREAT) && followed(whole)) {
        char folder[PATH_MAX];
        const char *name;
        folder_of(whole, folder, &name);
        note_name(folder, "create\t%s\n", name);
    }
    int fd = real_openat(at, path, flags, mode);
    int error = errno;
    track(fd, whole);
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

#define MODE(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); }

int open(const char *path, int flags, ...) { MODE(flags, mode) return open_and_track(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return open_and_track(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags, mode) return open_and_track(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags, mode) return open_and_track(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_and_track(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_and_track(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_and_track(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd)
{
    if (!real_close) start();
    if (fd >= 0 && fd < MAX_FD) tracked[fd] = 0;
    return real_close(fd);
}

static int copied(int from, int to)
{
    if (from >= 0 && from < MAX_FD && to >= 0 && to < MAX_FD) tracked[to] = tracked[from];
    return to;
}

int dup(int fd) { return copied(fd, real_dup(fd)); }
int dup2(int fd, int to) { return copied(fd, real_dup2(fd, to)); }
int dup3(int fd, int to, int flags) { return copied(fd, real_dup3(fd, to, flags)); }

static int fcntl_and_track(int fd, int command, void *argument)
{
    if (!real_fcntl) start();
    int answer = real_fcntl(fd, command, argument);
    return command == F_DUPFD || command == F_DUPFD_CLOEXEC ? copied(fd, answer) : answer;
}

int fcntl(int fd, int command, ...)
{
    va_list a; va_start(a, command); void *argument = va_arg(a, void *); va_end(a);
    return fcntl_and_track(fd, command, argument);
}
int fcntl64(int fd, int command, ...)
{
    va_list a; va_start(a, command); void *argument = va_arg(a, void *); va_end(a);
    return fcntl_and_track(fd, command, argument);
}

/* ---- bytes ---- */

static int kind(int fd) { return fd >= 0 && fd < MAX_FD ? tracked[fd] : 0; }

static off_t position(int fd)
{
    struct stat now;
    if ((real_fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &now) == 0) return now.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

static off_t total(const struct iovec *parts, int count)
{
    off_t length = 0;
    for (int i = 0; i < count; i++) length += (off_t)parts[i].iov_len;
    return length;
}

/* Makes a change to a followed file under the lock, after noting what it replaces. */
#define CHANGE(fd, offset, length, written, call) \
    do { \
        pthread_mutex_lock(&lock); \
        note_bytes(fd, offset, length, written); \
        __typeof__(call) answer = call; \
        int error = errno; \
        pthread_mutex_unlock(&lock); \
        errno = error; \
        return answer; \
    } while (0)

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (!real_write) start();
    if (kind(fd) != 1) return real_write(fd, bytes, length);
    CHANGE(fd, position(fd), (off_t)length, (off_t)length, real_write(fd, bytes, length));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    if (kind(fd) != 1) return real_pwrite(fd, bytes, length, offset);
    CHANGE(fd, offset, (off_t)length, (off_t)length, real_pwrite(fd, bytes, length, offset));
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return pwrite(fd, bytes, length, offset); }

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    if (kind(fd) != 1) return real_writev(fd, parts, count);
    CHANGE(fd, position(fd), total(parts, count), total(parts, count), real_writev(fd, parts, count));
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset)
{
    if (kind(fd) != 1) return real_pwritev(fd, parts, count, offset);
    CHANGE(fd, offset, total(parts, count), total(parts, count), real_pwritev(fd, parts, count, offset));
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev(fd, parts, count, offset); }

int ftruncate(int fd, off_t length)
{
    struct stat now;
    if (kind(fd) != 1 || fstat(fd, &now)) return real_ftruncate(fd, length);
    CHANGE(fd, length < now.st_size ? length : now.st_size, now.st_size, 0, real_ftruncate(fd, length));
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

int truncate(const char *path, off_t length)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return -1;
    int answer = ftruncate(fd, length), error = errno;
    close(fd);
    errno = error;
    return answer;
}
int truncate64(const char *path, off_t length) { return truncate(path, length); }

int fallocate(int fd, int mode, off_t offset, off_t length)
{
    if (kind(fd) != 1) return real_fallocate(fd, mode, offset, length);
    CHANGE(fd, offset, length, 0, real_fallocate(fd, mode, offset, length));
}
int fallocate64(int fd, int mode, off_t offset, off_t length) { return fallocate(fd, mode, offset, length); }

int posix_fallocate(int fd, off_t offset, off_t length)
{
    if (kind(fd) != 1) return real_posix_fallocate(fd, offset, length);
    CHANGE(fd, offset, length, 0, real_posix_fallocate(fd, offset, length));
}
int posix_fallocate64(int fd, off_t offset, off_t length) { return posix_fallocate(fd, offset, length); }

ssize_t copy_file_range(int in, off_t *in_at, int out, off_t *out_at, size_t length, unsigned flags)
{
    if (kind(out) == 1) { errno = ENOSYS; return -1; }
    return real_copy_file_range(in, in_at, out, out_at, length, flags);
}

ssize_t sendfile(int out, int in, off_t *at, size_t length)
{
    if (kind(out) == 1) { errno = EINVAL; return -1; }
    return real_sendfile(out, in, at, length);
}
ssize_t sendfile64(int out, int in, off_t *at, size_t length) { return sendfile(out, in, at, length); }

/* ---- durable ---- */

/* What was written before the sync began is durable once it returns; what came meanwhile is not. */
static int sync_and_forget(int fd, int (*sync)(int))
{
    struct stat now;
    if (!kind(fd) || fstat(fd, &now)) return sync(fd);
    if (syncs_left > 0 && __atomic_sub_fetch(&syncs_left, 1, __ATOMIC_SEQ_CST) == 0) {
        pthread_mutex_lock(&lock); /* no change is under way */
        kill(getpid(), SIGKILL);
    }
    if (kind(fd) == 2) {
        pthread_mutex_lock(&lock);
        int answer = sync(fd), error = errno;
        if (answer == 0) forget_names(now.st_ino);
        pthread_mutex_unlock(&lock);
        errno = error;
        return answer;
    }
    pthread_mutex_lock(&lock);
    int out = open_journal('i', now.st_ino, O_RDWR);
    int64_t upto = out < 0 ? 0 : lseek(out, 0, SEEK_END);
    pthread_mutex_unlock(&lock);
    int answer = sync(fd), error = errno;
    if (answer == 0 && out >= 0) {
        pthread_mutex_lock(&lock);
        if (lseek(out, 0, SEEK_END) == upto) {
            if (real_ftruncate(out, 0)) give_up("cannot shorten a journal");
        } else if (real_pwrite(out, &upto, sizeof upto, 0) != sizeof upto) {
            give_up("cannot mark a journal");
        }
        pthread_mutex_unlock(&lock);
    }
    if (out >= 0) real_close(out);
    errno = error;
    return answer;
}

int fsync(int fd) { return sync_and_forget(fd, real_fsync); }
int fdatasync(int fd) { return sync_and_forget(fd, real_fdatasync); }

/* ---- names ---- */

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    char a[PATH_MAX], b[PATH_MAX], from_folder[PATH_MAX], to_folder[PATH_MAX], kept[64];
    const char *from_name, *to_name;
    if (absolute(from_at, from, a) || absolute(to_at, to, b) || !(inside(a) || inside(b)))
        return real_renameat2(from_at, from, to_at, to, flags);
    pthread_mutex_lock(&lock);
    folder_of(a, from_folder, &from_name);
    folder_of(b, to_folder, &to_name);
    save(b, kept, sizeof kept);
    int answer = real_renameat2(from_at, from, to_at, to, flags), error = errno;
    if (answer == 0) note_name(to_folder, "move\t%s\t%s\t%s\t%s\n", from_folder, from_name, to_name, kept);
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renameat2(a, from, b, to, 0); }

int unlinkat(int at, const char *path, int flags)
{
    char whole[PATH_MAX], folder[PATH_MAX], kept[64];
    const char *name;
    if (absolute(at, path, whole) || !followed(whole) || (flags & AT_REMOVEDIR)) return real_unlinkat(at, path, flags);
    pthread_mutex_lock(&lock);
    folder_of(whole, folder, &name);
    save(whole, kept, sizeof kept);
    if (strcmp(kept, "-")) note_name(folder, "remove\t%s\t%s\n", name, kept);
    int answer = real_unlinkat(at, path, flags), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int remove(const char *path)
{
    struct stat now;
    if (lstat(path, &now) == 0 && S_ISDIR(now.st_mode)) return rmdir(path);
    return unlinkat(AT_FDCWD, path, 0);
}

/* Notes a name that is about to appear, then makes it. */
#define APPEAR(at, path, call) \
    do { \
        char whole[PATH_MAX], folder[PATH_MAX]; \
        const char *name; \
        struct stat before; \
        if (absolute(at, path, whole) || !followed(whole) || lstat(whole, &before) == 0) return call; \
        pthread_mutex_lock(&lock); \
        folder_of(whole, folder, &name); \
        note_name(folder, "create\t%s\n", name); \
        int answer = call, error = errno; \
        pthread_mutex_unlock(&lock); \
        errno = error; \
        return answer; \
    } while (0)

int linkat(int a, const char *from, int b, const char *to, int flags) { APPEAR(b, to, real_linkat(a, from, b, to, flags)); }
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int mkdirat(int at, const char *path, mode_t mode) { APPEAR(at, path, real_mkdirat(at, path, mode)); }
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
