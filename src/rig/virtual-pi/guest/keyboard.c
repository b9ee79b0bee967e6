/*
 * A keyboard that types what the host says, and a second reader of such a keyboard's node.
 *
 * "keyboard NAME" plugs in a keyboard by uinput, named NAME, and answers "ok NODE". Then a line
 * each:
 *
 *   TYPE CODE VALUE   one input event (input-event-codes.h)
 *   pace N            from now on N microseconds after each report; 1000 at first, which is the
 *                     pace of USB at full speed, and 0 is as fast as can be
 *   .                 answers "ok N" once all before it is in the kernel, N being the longest time in microseconds between
 *                     two events since the last "."
 *   pull              pulls it out and answers "ok N", N being the microseconds since the last event
 *
 * The keyboard is also pulled out when the connection ends, after what was sent before.
 *
 * "eavesdrop PATH" opens an event node as any other program could and answers "ok"; each "." is
 * answered by "ok N", N being the events it was given so far.
 */
#define _GNU_SOURCE
#include "keyboard.h"
#include "wire.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <linux/uinput.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Finds eventN in the folder of the device in sysfs. */
static int event_node(int uinput, char *node, size_t most)
{
	char name[64], folder[128];
	struct dirent *entry;
	int found = 0;

	if (ioctl(uinput, UI_GET_SYSNAME(sizeof name), name) < 0)
		return -1;
	snprintf(folder, sizeof folder, "/sys/devices/virtual/input/%.40s", name);
	DIR *entries = opendir(folder);
	if (!entries)
		return -1;
	while (!found && (entry = readdir(entries)))
		if (!strncmp(entry->d_name, "event", 5)) {
			snprintf(node, most, "/dev/input/%.32s", entry->d_name);
			found = 1;
		}
	closedir(entries);
	return found ? 0 : -1;
}

static int plug_in(const char *name)
{
	struct uinput_setup setup = { .id = { .bustype = BUS_USB, .vendor = 0x1eab, .product = 0x1d06 } };
	int code, uinput = open("/dev/uinput", O_WRONLY | O_CLOEXEC);

	if (uinput < 0)
		return -1;
	snprintf(setup.name, sizeof setup.name, "%.64s", name);
	ioctl(uinput, UI_SET_EVBIT, EV_KEY);
	ioctl(uinput, UI_SET_EVBIT, EV_MSC);
	ioctl(uinput, UI_SET_MSCBIT, MSC_SCAN);
	ioctl(uinput, UI_SET_EVBIT, EV_REP);
	ioctl(uinput, UI_SET_EVBIT, EV_LED);
	ioctl(uinput, UI_SET_LEDBIT, LED_CAPSL);
	for (code = 1; code < 256; code++)
		ioctl(uinput, UI_SET_KEYBIT, code);
	if (ioctl(uinput, UI_DEV_SETUP, &setup) < 0 || ioctl(uinput, UI_DEV_CREATE) < 0) {
		close(uinput);
		return -1;
	}
	return uinput;
}

static long long micros(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

void keyboard(int host, const char *name)
{
	long long last = micros(), longest = 0;
	char node[64], line[64];
	unsigned type, code;
	int value, pace = 1000, first = 1, uinput = plug_in(name);

	if (uinput < 0 || event_node(uinput, node, sizeof node)) {
		answer(host, "error no keyboard: %s\n", strerror(errno));
		return;
	}
	answer(host, "ok %s\n", node);
	FILE *lines = fdopen(host, "r");
	while (fgets(line, sizeof line, lines)) {
		if (line[0] == '.') {
			answer(host, "ok %lld\n", longest);
			longest = 0;
			first = 1;
		} else if (!strncmp(line, "pull", 4)) {
			ioctl(uinput, UI_DEV_DESTROY);
			answer(host, "ok %lld\n", micros() - last);
			break;
		} else if (sscanf(line, "pace %d", &pace) == 1) {
			continue;
		} else if (sscanf(line, "%u %u %d", &type, &code, &value) == 3) {
			long long now = micros();
			if (!first && now - last > longest)
				longest = now - last;
			first = 0;
			last = now;
			struct input_event event = { .type = type, .code = code, .value = value };
			if (write(uinput, &event, sizeof event) != sizeof event)
				answer(host, "error %s\n", strerror(errno));
			if (type == EV_SYN && pace > 0)
				usleep(pace);
		}
	}
	/* Destroys it, if that was not done yet. */
	close(uinput);
}

void eavesdrop(int host, const char *path)
{
	struct input_event events[64];
	int node = open(path, O_RDONLY | O_NONBLOCK);
	long heard = 0;
	char line[16];

	if (node < 0) {
		answer(host, "error %s: %s\n", path, strerror(errno));
		return;
	}
	answer(host, "ok\n");
	for (;;) {
		struct pollfd both[] = { { host, POLLIN, 0 }, { node, POLLIN, 0 } };
		poll(both, node < 0 ? 1 : 2, -1);
		while (node >= 0) {
			ssize_t n = read(node, events, sizeof events);
			if (n > 0) {
				heard += n / sizeof events[0];
				continue;
			}
			if (n < 0 && errno == ENODEV) {
				close(node);
				node = -1;
			}
			break;
		}
		if (both[0].revents) {
			if (read_line(host, line, sizeof line) < 0)
				return;
			answer(host, "ok %ld\n", heard);
		}
	}
}
