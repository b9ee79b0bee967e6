/*
 * The links that udev would make, so that a device has the same name each time it is plugged in.
 *
 *   /dev/input/by-id/NAME-event-kbd                an event node whose device has that name
 *   /dev/serial/by-id/DRIVER                       a serial port on USB
 *   /dev/v4l/by-id/NAME-video-index0               a camera whose node has that name
 *
 * Spaces in names become underscores. A link appears shortly after its node and goes shortly after
 * it, as with udev.
 */
#define _GNU_SOURCE
#include "links.h"
#include <dirent.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static int first_line(const char *path, char *text, size_t most)
{
	FILE *file = fopen(path, "r");
	int found = file && fgets(text, most, file);

	if (file)
		fclose(file);
	if (found)
		text[strcspn(text, "\n")] = 0;
	for (char *c = text; found && *c; c++)
		if (*c == ' ' || *c == '/')
			*c = '_';
	return found ? 0 : -1;
}

static int link_of(const char *subsystem, const char *node, char *link, size_t most)
{
	char path[512], name[128], target[512];

	if (!strcmp(subsystem, "input") && !strncmp(node, "event", 5)) {
		snprintf(path, sizeof path, "/sys/class/input/%.64s/device/name", node);
		if (first_line(path, name, sizeof name))
			return -1;
		snprintf(link, most, "/dev/input/by-id/%s-event-kbd", name);
		return 0;
	}
	if (!strcmp(subsystem, "video4linux") && !strncmp(node, "video", 5)) {
		snprintf(path, sizeof path, "/sys/class/video4linux/%.64s/name", node);
		if (first_line(path, name, sizeof name))
			return -1;
		snprintf(link, most, "/dev/v4l/by-id/%s-video-index0", name);
		return 0;
	}
	if (!strcmp(subsystem, "tty") && (!strncmp(node, "ttyUSB", 6) || !strncmp(node, "ttyACM", 6))) {
		snprintf(path, sizeof path, "/sys/class/tty/%.64s/device/driver", node);
		ssize_t n = readlink(path, target, sizeof target - 1);
		if (n < 0)
			return -1;
		target[n] = 0;
		snprintf(link, most, "/dev/serial/by-id/%.64s", strrchr(target, '/') + 1);
		return 0;
	}
	return -1;
}

static void add(const char *subsystem, const char *node)
{
	char link[512], target[512];

	if (link_of(subsystem, node, link, sizeof link))
		return;
	snprintf(target, sizeof target, "/dev/%s%.64s", strcmp(subsystem, "input") ? "" : "input/", node);
	unlink(link);
	symlink(target, link);
}

/* What the device was called is not to be asked any more: every link to the node goes. */
static void drop(const char *folder, const char *node)
{
	char link[512], target[512];
	struct dirent *entry;
	DIR *links = opendir(folder);

	while (links && (entry = readdir(links))) {
		snprintf(link, sizeof link, "%s/%.255s", folder, entry->d_name);
		ssize_t n = readlink(link, target, sizeof target - 1);
		if (n <= 0)
			continue;
		target[n] = 0;
		if (!strcmp(strrchr(target, '/') + 1, node))
			unlink(link);
	}
	if (links)
		closedir(links);
}

static void happened(const char *action, const char *subsystem, const char *device)
{
	const char *slash = strrchr(device, '/');
	const char *node = slash ? slash + 1 : device;

	if (!strcmp(action, "add")) {
		add(subsystem, node);
	} else if (!strcmp(action, "remove")) {
		drop("/dev/input/by-id", node);
		drop("/dev/serial/by-id", node);
		drop("/dev/v4l/by-id", node);
	}
}

static void all_of(const char *subsystem)
{
	char folder[128];
	struct dirent *entry;

	snprintf(folder, sizeof folder, "/sys/class/%s", subsystem);
	DIR *devices = opendir(folder);
	while (devices && (entry = readdir(devices)))
		add(subsystem, entry->d_name);
	if (devices)
		closedir(devices);
}

void keep_links(void)
{
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int socket_ = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);
	int room = 1 << 20;
	char text[8192];

	mkdir("/dev/input/by-id", 0755);
	mkdir("/dev/serial", 0755);
	mkdir("/dev/serial/by-id", 0755);
	mkdir("/dev/v4l", 0755);
	mkdir("/dev/v4l/by-id", 0755);
	setsockopt(socket_, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	bind(socket_, (struct sockaddr *)&kernel, sizeof kernel);
	all_of("input");
	all_of("video4linux");
	all_of("tty");
	for (;;) {
		const char *action = "", *subsystem = "", *device = "";
		ssize_t n = recv(socket_, text, sizeof text - 1, 0);
		if (n <= 0)
			continue;
		text[n] = 0;
		for (char *field = text; field < text + n; field += strlen(field) + 1) {
			if (!strncmp(field, "ACTION=", 7))
				action = field + 7;
			else if (!strncmp(field, "SUBSYSTEM=", 10))
				subsystem = field + 10;
			else if (!strncmp(field, "DEVPATH=", 8))
				device = field + 8;
		}
		happened(action, subsystem, device);
	}
}
