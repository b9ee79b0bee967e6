#include <stddef.h>

/* Writes all of it. Returns -1 if that failed. */
int write_all(int to, const void *bytes, size_t count);

/* Reads up to a line end, which is left out. Returns the length, or -1 at the end. */
int read_line(int from, char *line, size_t most);

/* Reads as many bytes and adds a NUL; ends the process if they do not come. */
char *read_bytes(int from, size_t count);

/* Hands on what comes until its end. */
void copy(int from, int to);

void answer(int to, const char *format, ...) __attribute__((format(printf, 2, 3)));
