// SPDX-License-Identifier: GPL-2.0
/*
 * SPI controller 0 with two chips, /dev/spidev0.0 and 0.1, whose MISO is wired to MOSI.
 *
 * From outside, in debugfs lab-spi/: 0.log and 1.log have what was sent to each chip, in order
 * (lab-log.h).
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/spi/spi.h>
#include "lab-log.h"

#define CHIPS 2

static struct lab_log logs[CHIPS];

static int transfer_one(struct spi_controller *c, struct spi_device *s, struct spi_transfer *t)
{
	if (t->tx_buf)
		lab_log(&logs[s->chip_select], "w", t->tx_buf, t->len);
	if (t->rx_buf && t->tx_buf)
		memmove(t->rx_buf, t->tx_buf, t->len);
	else if (t->rx_buf)
		memset(t->rx_buf, 0, t->len);
	return 0;
}

static void select_chip(struct spi_device *s, bool enable)
{
}

static int __init lab_spi_init(void)
{
	/* A name that spidev knows and no other driver takes. */
	struct spi_board_info chip = { .modalias = "dh2228fv", .max_speed_hz = 10000000 };
	struct platform_device *parent = platform_device_register_simple("lab-spi", -1, NULL, 0);
	struct dentry *dir = debugfs_create_dir("lab-spi", NULL);
	struct spi_controller *controller;
	char name[8];
	int i, r;

	if (IS_ERR(parent))
		return PTR_ERR(parent);
	for (i = 0; i < CHIPS; i++) {
		snprintf(name, sizeof(name), "%d.log", i);
		r = lab_log_make(&logs[i], name, dir);
		if (r)
			return r;
	}
	controller = spi_alloc_master(&parent->dev, 0);
	if (!controller)
		return -ENOMEM;
	controller->bus_num = 0;
	controller->num_chipselect = CHIPS;
	controller->transfer_one = transfer_one;
	controller->set_cs = select_chip;
	controller->mode_bits = SPI_CPOL | SPI_CPHA | SPI_CS_HIGH | SPI_LSB_FIRST;
	r = spi_register_controller(controller);
	if (r) {
		spi_controller_put(controller);
		return r;
	}
	for (i = 0; i < CHIPS; i++) {
		chip.chip_select = i;
		if (!spi_new_device(controller, &chip))
			pr_err("lab-spi: there is no chip %d\n", i);
	}
	return 0;
}
/* There is no way out: the module stays as long as the machine runs. */
module_init(lab_spi_init);
MODULE_LICENSE("GPL");
