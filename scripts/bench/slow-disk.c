/* Loaded before the C library (LD_PRELOAD): every fsync and fdatasync takes YIXIAN_FLUSH_US microseconds longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*flush)(int);

static int later(flush *real, const char *name, int fd)
{
	const char *microseconds = getenv("YIXIAN_FLUSH_US");
	long us = microseconds ? atol(microseconds) : 0;
	struct timespec pause = { us / 1000000, us % 1000000 * 1000 };
	if (us > 0) nanosleep(&pause, NULL);
	if (!*real) *real = (flush) dlsym(RTLD_NEXT, name);
	return (*real)(fd);
}

int fsync(int fd)
{
	static flush real;
	return later(&real, "fsync", fd);
}

int fdatasync(int fd)
{
	static flush real;
	return later(&real, "fdatasync", fd);
}
