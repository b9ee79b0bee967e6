#include <stddef.h>

/* Writes all of it. Returns -1 if that failed. */
int write_all(int to, const void *bytes, size_t count);

/* Reads up to a line end, which is left out. Returns the length, or -1 at the end. */
int read_line(int from, char *line, size_t most);

void answer(int to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* keyboard.c */
void keyboard(int host, const char *name);
void eavesdrop(int host, const char *path);

/* links.c; does not return */
void keep_links(void);
