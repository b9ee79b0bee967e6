/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What went over a bus, in order, as text in debugfs: one line a message,
 * "MICROSECONDS w|r HEX". Whoever writes anything to the file empties it. When it is full, a last
 * line says so and nothing more is kept.
 */
#include <linux/debugfs.h>
#include <linux/ktime.h>
#include <linux/mutex.h>
#include <linux/vmalloc.h>

#define LAB_LOG_SIZE (1024 * 1024)

struct lab_log {
	struct mutex lock;
	char *text;
	size_t size;
	bool full;
};

static void lab_log(struct lab_log *log, const char *what, const u8 *bytes, size_t count)
{
	size_t i;

	mutex_lock(&log->lock);
	if (!log->full && log->size + 40 + 2 * count > LAB_LOG_SIZE - 8) {
		log->full = true;
		log->size += sprintf(log->text + log->size, "full\n");
	}
	if (!log->full) {
		log->size += sprintf(log->text + log->size, "%lld %s ", ktime_to_us(ktime_get()), what);
		for (i = 0; i < count; i++)
			log->size += sprintf(log->text + log->size, "%02x", bytes[i]);
		log->text[log->size++] = '\n';
	}
	mutex_unlock(&log->lock);
}

static ssize_t lab_log_read(struct file *file, char __user *to, size_t size, loff_t *at)
{
	struct lab_log *log = file->private_data;
	ssize_t r;

	mutex_lock(&log->lock);
	r = simple_read_from_buffer(to, size, at, log->text, log->size);
	mutex_unlock(&log->lock);
	return r;
}

static ssize_t lab_log_empty(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	struct lab_log *log = file->private_data;

	mutex_lock(&log->lock);
	log->size = 0;
	log->full = false;
	mutex_unlock(&log->lock);
	return size;
}

static const struct file_operations lab_log_files = {
	.owner = THIS_MODULE, .open = simple_open, .read = lab_log_read, .write = lab_log_empty,
};

static int lab_log_make(struct lab_log *log, const char *name, struct dentry *dir)
{
	mutex_init(&log->lock);
	log->text = vmalloc(LAB_LOG_SIZE);
	if (!log->text)
		return -ENOMEM;
	debugfs_create_file(name, 0644, dir, log, &lab_log_files);
	return 0;
}
