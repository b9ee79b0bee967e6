/* Plugs in a keyboard of this name, which types what comes from the host. */
void keyboard(int host, const char *name);

/* Reads an event node beside the program under test. */
void eavesdrop(int host, const char *path);
