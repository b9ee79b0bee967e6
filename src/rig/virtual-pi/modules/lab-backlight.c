// SPDX-License-Identifier: GPL-2.0
/* The light of a screen: /sys/class/backlight/lab-backlight, 0 to 255 like that of the official displays. */
#include <linux/backlight.h>
#include <linux/module.h>

static int update_status(struct backlight_device *light)
{
	return 0;
}

static const struct backlight_ops ops = { .update_status = update_status };

static int __init lab_backlight_init(void)
{
	struct backlight_properties properties = {
		.type = BACKLIGHT_RAW, .max_brightness = 255, .brightness = 255,
	};

	return PTR_ERR_OR_ZERO(
		backlight_device_register("lab-backlight", NULL, NULL, &ops, &properties));
}
/* There is no way out: the module stays as long as the machine runs. */
module_init(lab_backlight_init);
MODULE_LICENSE("GPL");
