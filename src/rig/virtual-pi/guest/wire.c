/*
 * What goes over a connection to the host: lines, bytes and answers.
 */
#include "wire.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void answer(int to, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	int size = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	write_all(to, text, size < (int)sizeof text ? size : (int)sizeof text - 1);
}

int write_all(int to, const void *bytes, size_t count)
{
	const char *at = bytes;

	while (count > 0) {
		ssize_t n = write(to, at, count);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		at += n;
		count -= n;
	}
	return 0;
}

/* Byte by byte, so that what follows the line is still there for whoever reads on. */
int read_line(int from, char *line, size_t most)
{
	size_t size = 0;

	while (size + 1 < most) {
		ssize_t n = read(from, line + size, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		if (line[size] == '\n') {
			line[size] = 0;
			return size;
		}
		size++;
	}
	return -1;
}

char *read_bytes(int from, size_t count)
{
	char *bytes = malloc(count + 1);
	size_t size = 0;

	while (bytes && size < count) {
		ssize_t n = read(from, bytes + size, count - size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			exit(1);
		size += n;
	}
	if (bytes)
		bytes[count] = 0;
	return bytes;
}

void copy(int from, int to)
{
	char buffer[65536];
	ssize_t n;

	while ((n = read(from, buffer, sizeof buffer)) > 0)
		if (write_all(to, buffer, n))
			return;
}
