/*
 * Loaded before the C library (LD_PRELOAD): what a process flushes below $YIXIAN_DISK is copied below $YIXIAN_PLATTER, where at any moment lies what a machine
 * would still have whose power failed and whose disk kept nothing it had not been asked to. A file has the name it was flushed under; a flushed folder has the
 * names it holds, of files that were flushed under whatever name, and no others.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH (PATH_MAX + 64)

static void make_folders(char *path)
{
	for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
		*at = 0;
		mkdir(path, 0700);
		*at = '/';
	}
}

static void by_number(char *path, const char *platter, ino_t number)
{
	snprintf(path, PATH, "%s/.flushed/%lu", platter, (unsigned long) number);
}

/* Whole or not at all: it is renamed when it is there. */
static void keep_file(const char *from, const char *platter, const char *name, ino_t number)
{
	static char buffer[1 << 20];
	char unfinished[PATH], numbered[PATH], named[PATH];
	snprintf(unfinished, PATH, "%s/.flushed/unfinished", platter);
	by_number(numbered, platter, number);
	snprintf(named, PATH, "%s%s", platter, name);
	make_folders(numbered);
	make_folders(named);
	int in = open(from, O_RDONLY), out = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	for (ssize_t length; (length = read(in, buffer, sizeof buffer)) > 0;)
		if (write(out, buffer, length) != length) abort();
	close(in);
	close(out);
	unlink(numbered);
	if (link(unfinished, numbered) || rename(unfinished, named)) abort();
}

static void keep_names(const char *folder, const char *platter, const char *name)
{
	char kept[PATH], path[PATH], numbered[PATH];
	struct stat found;
	snprintf(kept, PATH, "%s%s/", platter, name);
	make_folders(kept);
	DIR *names = opendir(folder);
	for (struct dirent *entry; names && (entry = readdir(names));) {
		snprintf(path, PATH, "%s/%s", folder, entry->d_name);
		if (stat(path, &found) || !S_ISREG(found.st_mode)) continue;
		by_number(numbered, platter, found.st_ino);
		snprintf(path, PATH, "%s%s", kept, entry->d_name);
		if (access(path, F_OK)) link(numbered, path);
	}
	if (names) closedir(names);
	names = opendir(kept);
	for (struct dirent *entry; names && (entry = readdir(names));) {
		snprintf(path, PATH, "%s/%s", folder, entry->d_name);
		if (!access(path, F_OK) || !strcmp(entry->d_name, ".flushed")) continue;
		snprintf(path, PATH, "%s%s", kept, entry->d_name);
		unlink(path);
	}
	if (names) closedir(names);
}

static void keep(int fd)
{
	static volatile char busy;
	const char *disk = getenv("YIXIAN_DISK"), *platter = getenv("YIXIAN_PLATTER");
	char link_of[64], path[PATH];
	struct stat asked, found;
	if (!disk || !platter) return;
	snprintf(link_of, sizeof link_of, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link_of, path, PATH - 1);
	if (length < 0) return;
	path[length] = 0;
	const size_t root = strlen(disk);
	if (strncmp(path, disk, root) || (path[root] != '/' && path[root] != 0)) return;
	if (fstat(fd, &asked) || stat(path, &found) || asked.st_ino != found.st_ino) return;
	/* Flushes come from several threads. */
	while (__sync_lock_test_and_set(&busy, 1)) usleep(50);
	if (S_ISDIR(found.st_mode)) keep_names(path, platter, path + root);
	else keep_file(path, platter, path + root, found.st_ino);
	__sync_lock_release(&busy);
}

static int then_keep(const char *name, int fd)
{
	int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
	const int result = real(fd);
	if (result == 0) keep(fd);
	return result;
}

int fsync(int fd) { return then_keep("fsync", fd); }
int fdatasync(int fd) { return then_keep("fdatasync", fd); }
