// SPDX-License-Identifier: GPL-2.0
/*
 * An I2C bus (I2C_RDWR, read(), write(), SMBus emulated) with a device at each address of `addrs`.
 * Any other address is not acknowledged.
 *
 * A device is 256 registers behind a pointer: the first byte of a write sets the pointer, further
 * ones fill registers, and a read goes on from the pointer. It turns into one that speaks in
 * messages as soon as something is written to its file ADDRESS.rx in debugfs: each write() there is
 * what one later read of the bus gets, filled up with zeros. A read of a single byte only looks at
 * the first byte of the next message, since such devices are polled for being ready; with no
 * message it reads 0.
 *
 * From outside, in debugfs lab-i2c/: ADDRESS.log has every message in order (lab-log.h), ADDRESS
 * the registers.
 */
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "lab-log.h"

#define MOST 8
#define MOST_MESSAGE 512

static unsigned short addrs[MOST] = { 0x24, 0x27, 0x3c, 0x48 };
static int count = 4;
module_param_array(addrs, ushort, &count, 0444);
static int busnr = 1;
module_param(busnr, int, 0444);

struct message {
	struct list_head list;
	size_t size;
	u8 bytes[MOST_MESSAGE];
};

struct device_at {
	u8 pointer;
	u8 registers[256];
	bool in_messages;
	struct list_head messages;
	struct mutex lock;
	struct lab_log log;
	struct debugfs_blob_wrapper blob;
};

static struct device_at devices[MOST];

static void read_from(struct device_at *d, struct i2c_msg *m)
{
	struct message *next;
	int i;

	mutex_lock(&d->lock);
	if (!d->in_messages) {
		for (i = 0; i < m->len; i++)
			m->buf[i] = d->registers[d->pointer++];
	} else {
		next = list_first_entry_or_null(&d->messages, struct message, list);
		memset(m->buf, 0, m->len);
		if (next) {
			memcpy(m->buf, next->bytes, min_t(size_t, m->len, next->size));
			if (m->len > 1) {
				list_del(&next->list);
				kfree(next);
			}
		}
	}
	mutex_unlock(&d->lock);
	lab_log(&d->log, "r", m->buf, m->len);
}

static void write_to(struct device_at *d, struct i2c_msg *m)
{
	int i;

	lab_log(&d->log, "w", m->buf, m->len);
	if (d->in_messages || !m->len)
		return;
	d->pointer = m->buf[0];
	for (i = 1; i < m->len; i++)
		d->registers[d->pointer++] = m->buf[i];
}

static int transfer(struct i2c_adapter *adapter, struct i2c_msg *messages, int n)
{
	int i, k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < count && addrs[k] != messages[i].addr; k++)
			;
		if (k == count)
			return -ENXIO;
		if (messages[i].flags & I2C_M_RD)
			read_from(&devices[k], &messages[i]);
		else
			write_to(&devices[k], &messages[i]);
	}
	return n;
}

static u32 functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm algorithm = {
	.master_xfer = transfer, .functionality = functionality,
};
static struct i2c_adapter adapter = { .owner = THIS_MODULE, .algo = &algorithm, .name = "lab i2c" };

static ssize_t answer(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	struct device_at *d = file->private_data;
	struct message *message;

	if (size > MOST_MESSAGE)
		return -EINVAL;
	message = kzalloc(sizeof(*message), GFP_KERNEL);
	if (!message)
		return -ENOMEM;
	message->size = size;
	if (copy_from_user(message->bytes, from, size)) {
		kfree(message);
		return -EFAULT;
	}
	mutex_lock(&d->lock);
	d->in_messages = true;
	list_add_tail(&message->list, &d->messages);
	mutex_unlock(&d->lock);
	return size;
}

static const struct file_operations answer_files = {
	.owner = THIS_MODULE, .open = simple_open, .write = answer,
};

static int __init lab_i2c_init(void)
{
	struct dentry *dir = debugfs_create_dir("lab-i2c", NULL);
	char name[8];
	int k, r;

	for (k = 0; k < count; k++) {
		struct device_at *d = &devices[k];

		mutex_init(&d->lock);
		INIT_LIST_HEAD(&d->messages);
		d->blob.data = d->registers;
		d->blob.size = sizeof(d->registers);
		snprintf(name, sizeof(name), "%02x", addrs[k]);
		debugfs_create_blob(name, 0444, dir, &d->blob);
		snprintf(name, sizeof(name), "%02x.log", addrs[k]);
		r = lab_log_make(&d->log, name, dir);
		if (r)
			return r;
		snprintf(name, sizeof(name), "%02x.rx", addrs[k]);
		debugfs_create_file(name, 0200, dir, d, &answer_files);
	}
	adapter.nr = busnr;
	return i2c_add_numbered_adapter(&adapter);
}
/* There is no way out: the module stays as long as the machine runs. */
module_init(lab_i2c_init);
MODULE_LICENSE("GPL");
