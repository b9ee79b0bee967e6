/*
 * What the host speaks to inside the machine. It goes around the program under test, so that what
 * that program does is seen from outside.
 *
 *   agent PORT RELAY TO    serves requests on PORT, hands connections to RELAY on to 127.0.0.1:TO,
 *                          and keeps the links of /dev as udev would
 *
 * A connection is one request, a line of words:
 *
 *   exec N            runs the N bytes that follow as a shell script; answers what it prints, and
 *                     "exit CODE" in a line of its own
 *   put PATH N        writes the N bytes that follow by one write(); answers "ok" or "error TEXT"
 *   get PATH          answers "ok" and the content, or "error TEXT"
 *   keyboard NAME     plugs in a keyboard, see keyboard.c
 *   eavesdrop PATH    reads an event node beside the program under test, see keyboard.c
 */
#define _GNU_SOURCE
#include "keyboard.h"
#include "links.h"
#include "wire.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_script(int host, size_t count)
{
	char *script = read_bytes(host, count);
	int status;
	pid_t child = fork();

	if (child == 0) {
		setsid();
		int nothing = open("/dev/null", O_RDONLY);
		dup2(nothing, 0);
		dup2(host, 1);
		dup2(host, 2);
		close(host);
		close(nothing);
		execl("/bin/bash", "bash", "-c", script, NULL);
		_exit(127);
	}
	waitpid(child, &status, 0);
	answer(host, "\nexit %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	/* What the script left running may still hold the connection. */
	shutdown(host, SHUT_RDWR);
}

static void put(int host, const char *path, size_t count)
{
	char *bytes = read_bytes(host, count);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file < 0 || write(file, bytes, count) != (ssize_t)count || close(file))
		answer(host, "error %s: %s\n", path, strerror(errno));
	else
		answer(host, "ok\n");
}

static void get(int host, const char *path)
{
	int file = open(path, O_RDONLY);

	if (file < 0) {
		answer(host, "error %s: %s\n", path, strerror(errno));
		return;
	}
	answer(host, "ok\n");
	copy(file, host);
}

static void serve(int host)
{
	char line[4096], word[16], path[3072];
	size_t count;

	if (read_line(host, line, sizeof line) < 0)
		return;
	if (sscanf(line, "exec %zu", &count) == 1)
		run_script(host, count);
	else if (sscanf(line, "put %3071s %zu", path, &count) == 2)
		put(host, path, count);
	else if (sscanf(line, "get %3071s", path) == 1)
		get(host, path);
	else if (sscanf(line, "%15s %3071s", word, path) == 2 && !strcmp(word, "keyboard"))
		keyboard(host, path);
	else if (sscanf(line, "%15s %3071s", word, path) == 2 && !strcmp(word, "eavesdrop"))
		eavesdrop(host, path);
	else
		answer(host, "error there is no request %s\n", line);
}

static int relayed_port;

static void relay(int host)
{
	int kiosk = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(relayed_port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	if (connect(kiosk, (struct sockaddr *)&to, sizeof to))
		return;
	if (fork() == 0) {
		copy(kiosk, host);
		shutdown(host, SHUT_RDWR);
		shutdown(kiosk, SHUT_RDWR);
		_exit(0);
	}
	copy(host, kiosk);
	shutdown(kiosk, SHUT_WR);
}

static void listen_for(int port, void (*serve_one)(int))
{
	int one = 1, server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(port) };

	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	/* Only on the machine's network address: the port of 127.0.0.1 is the program's under test. */
	inet_aton("10.0.2.15", &here.sin_addr);
	if (bind(server, (struct sockaddr *)&here, sizeof here) || listen(server, 64)) {
		perror("agent: cannot listen");
		exit(1);
	}
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int host = accept(server, NULL, NULL);
		if (host < 0)
			continue;
		setsockopt(host, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		if (fork() == 0) {
			signal(SIGCHLD, SIG_DFL);
			close(server);
			serve_one(host);
			_exit(0);
		}
		close(host);
	}
}

int main(int count, char **words)
{
	if (count != 4) {
		fprintf(stderr, "usage: agent PORT RELAY TO\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	relayed_port = atoi(words[3]);
	if (fork() == 0)
		keep_links();
	if (fork() == 0)
		listen_for(atoi(words[2]), relay);
	listen_for(atoi(words[1]), serve);
}
