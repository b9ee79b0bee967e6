// SPDX-License-Identifier: GPL-2.0
/*
 * A camera that shows what it is told to, and can be pulled out while it films.
 *
 * To the program under test it is a V4L2 capture node like that of a USB webcam: streaming by mmap,
 * YUYV, GREY or MJPEG, the frame sizes below, 15 or 30 frames a second, no read(). Pulled out, it
 * answers as uvcvideo does: the buffers that wait come back with an error, and everything else is
 * ENODEV.
 *
 * From outside: whoever writes 640 x 480 bytes of luminance, or a JPEG image, in one write() to
 * /dev/lab-camera changes what is shown from the next frame on. In debugfs, lab-camera/plugged is 0
 * or 1 and can be written, lab-camera/frames counts the frames handed over, lab-camera/streaming
 * says whether anybody films.
 */
#include <linux/debugfs.h>
#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>
#include <media/v4l2-device.h>
#include <media/v4l2-ioctl.h>
#include <media/videobuf2-v4l2.h>
#include <media/videobuf2-vmalloc.h>

#define WIDTH 640
#define HEIGHT 480
#define MOST_JPEG (1024 * 1024)

static int video_nr = -1;
module_param(video_nr, int, 0444);

static const u32 formats[] = { V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_MJPEG };
static const struct { u32 width, height; } sizes[] = { { 640, 480 }, { 320, 240 }, { 1280, 720 } };
static const u32 rates[] = { 30, 15 };

struct frame {
	struct vb2_v4l2_buffer vb;
	struct list_head list;
};

/* One stay in the socket: made when plugged in, freed when the last file is closed. */
struct camera {
	struct v4l2_device v4l2;
	struct video_device node;
	struct vb2_queue queue;
	struct mutex lock;
	spinlock_t frames_lock;
	struct list_head frames;
	struct delayed_work tick;
	unsigned long next;
	struct v4l2_pix_format format;
	u32 rate;
	u32 sequence;
	bool gone;
};

static struct platform_device *parent;
static struct dentry *dir;
static struct camera *plugged;
static DEFINE_MUTEX(plug_lock);
static DEFINE_MUTEX(shown_lock);
static u8 *luminance, *jpeg;
static size_t jpeg_size;
static u32 frames_given;
static u32 streaming;

static void paint(struct camera *cam, u8 *to)
{
	u32 x, y, w = cam->format.width, h = cam->format.height;

	for (y = 0; y < h; y++) {
		const u8 *row = luminance + (y * HEIGHT / h) * WIDTH;

		if (cam->format.pixelformat == V4L2_PIX_FMT_GREY) {
			if (w == WIDTH)
				memcpy(to, row, w);
			else
				for (x = 0; x < w; x++)
					to[x] = row[x * WIDTH / w];
			to += w;
			continue;
		}
		for (x = 0; x < w; x++) {
			*to++ = row[x * WIDTH / w];
			*to++ = 0x80;
		}
	}
}

static void give(struct camera *cam, struct frame *frame)
{
	u8 *to = vb2_plane_vaddr(&frame->vb.vb2_buf, 0);
	size_t size = cam->format.sizeimage;

	mutex_lock(&shown_lock);
	if (cam->format.pixelformat == V4L2_PIX_FMT_MJPEG) {
		size = min(size, jpeg_size);
		memcpy(to, jpeg, size);
	} else {
		paint(cam, to);
	}
	/* Counted before it is handed over, so that no reader is ahead of the count. */
	frames_given++;
	mutex_unlock(&shown_lock);
	vb2_set_plane_payload(&frame->vb.vb2_buf, 0, size);
	frame->vb.vb2_buf.timestamp = ktime_get_ns();
	frame->vb.field = V4L2_FIELD_NONE;
	frame->vb.sequence = cam->sequence;
	vb2_buffer_done(&frame->vb.vb2_buf, VB2_BUF_STATE_DONE);
}

/* A frame that nobody has a buffer for is lost, as with a real camera, and leaves a gap in the sequence. */
static void tick(struct work_struct *work)
{
	struct camera *cam = container_of(to_delayed_work(work), struct camera, tick);
	struct frame *frame;

	spin_lock(&cam->frames_lock);
	frame = list_first_entry_or_null(&cam->frames, struct frame, list);
	if (frame)
		list_del(&frame->list);
	spin_unlock(&cam->frames_lock);
	if (frame)
		give(cam, frame);
	cam->sequence++;
	cam->next += HZ / cam->rate;
	if (time_before(cam->next, jiffies))
		cam->next = jiffies;
	schedule_delayed_work(&cam->tick, cam->next - jiffies);
}

static void give_back(struct camera *cam, enum vb2_buffer_state state)
{
	struct frame *frame, *next;
	LIST_HEAD(list);

	spin_lock(&cam->frames_lock);
	list_splice_init(&cam->frames, &list);
	spin_unlock(&cam->frames_lock);
	list_for_each_entry_safe(frame, next, &list, list) {
		list_del(&frame->list);
		vb2_buffer_done(&frame->vb.vb2_buf, state);
	}
}

static int queue_setup(struct vb2_queue *q, unsigned int *count, unsigned int *planes,
		       unsigned int plane_sizes[], struct device *devs[])
{
	struct camera *cam = vb2_get_drv_priv(q);

	if (*planes)
		return plane_sizes[0] < cam->format.sizeimage ? -EINVAL : 0;
	*planes = 1;
	plane_sizes[0] = cam->format.sizeimage;
	return 0;
}

static int buf_prepare(struct vb2_buffer *vb)
{
	struct camera *cam = vb2_get_drv_priv(vb->vb2_queue);

	return vb2_plane_size(vb, 0) < cam->format.sizeimage ? -EINVAL : 0;
}

static void buf_queue(struct vb2_buffer *vb)
{
	struct camera *cam = vb2_get_drv_priv(vb->vb2_queue);
	struct frame *frame = container_of(to_vb2_v4l2_buffer(vb), struct frame, vb);
	bool gone;

	spin_lock(&cam->frames_lock);
	gone = cam->gone;
	if (!gone)
		list_add_tail(&frame->list, &cam->frames);
	spin_unlock(&cam->frames_lock);
	if (gone)
		vb2_buffer_done(vb, VB2_BUF_STATE_ERROR);
}

static int start_streaming(struct vb2_queue *q, unsigned int count)
{
	struct camera *cam = vb2_get_drv_priv(q);

	if (cam->gone) {
		give_back(cam, VB2_BUF_STATE_QUEUED);
		return -ENODEV;
	}
	cam->sequence = 0;
	cam->next = jiffies + HZ / cam->rate;
	streaming = 1;
	schedule_delayed_work(&cam->tick, HZ / cam->rate);
	return 0;
}

static void stop_streaming(struct vb2_queue *q)
{
	struct camera *cam = vb2_get_drv_priv(q);

	cancel_delayed_work_sync(&cam->tick);
	give_back(cam, VB2_BUF_STATE_ERROR);
	streaming = 0;
}

static const struct vb2_ops queue_ops = {
	.queue_setup = queue_setup,
	.buf_prepare = buf_prepare,
	.buf_queue = buf_queue,
	.start_streaming = start_streaming,
	.stop_streaming = stop_streaming,
	.wait_prepare = vb2_ops_wait_prepare,
	.wait_finish = vb2_ops_wait_finish,
};

static int querycap(struct file *file, void *fh, struct v4l2_capability *cap)
{
	strscpy(cap->driver, "lab-camera", sizeof(cap->driver));
	strscpy(cap->card, "lab camera", sizeof(cap->card));
	strscpy(cap->bus_info, "platform:lab-camera", sizeof(cap->bus_info));
	return 0;
}

static int enum_fmt(struct file *file, void *fh, struct v4l2_fmtdesc *f)
{
	if (f->index >= ARRAY_SIZE(formats))
		return -EINVAL;
	f->pixelformat = formats[f->index];
	return 0;
}

static void fill(struct v4l2_pix_format *pix)
{
	int i, format = 0, size = 0;

	for (i = 0; i < ARRAY_SIZE(formats); i++)
		if (formats[i] == pix->pixelformat)
			format = i;
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		if (sizes[i].width == pix->width && sizes[i].height == pix->height)
			size = i;
	memset(pix, 0, sizeof(*pix));
	pix->pixelformat = formats[format];
	pix->width = sizes[size].width;
	pix->height = sizes[size].height;
	pix->field = V4L2_FIELD_NONE;
	pix->colorspace = V4L2_COLORSPACE_SRGB;
	switch (pix->pixelformat) {
	case V4L2_PIX_FMT_YUYV:
		pix->bytesperline = 2 * pix->width;
		break;
	case V4L2_PIX_FMT_GREY:
		pix->bytesperline = pix->width;
		break;
	}
	pix->sizeimage = pix->bytesperline ? pix->bytesperline * pix->height : MOST_JPEG;
}

static int g_fmt(struct file *file, void *fh, struct v4l2_format *f)
{
	struct camera *cam = video_drvdata(file);

	f->fmt.pix = cam->format;
	return 0;
}

static int try_fmt(struct file *file, void *fh, struct v4l2_format *f)
{
	fill(&f->fmt.pix);
	return 0;
}

static int s_fmt(struct file *file, void *fh, struct v4l2_format *f)
{
	struct camera *cam = video_drvdata(file);

	if (vb2_is_busy(&cam->queue))
		return -EBUSY;
	fill(&f->fmt.pix);
	cam->format = f->fmt.pix;
	return 0;
}

static bool known(u32 pixelformat)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(formats); i++)
		if (formats[i] == pixelformat)
			return true;
	return false;
}

static int enum_framesizes(struct file *file, void *fh, struct v4l2_frmsizeenum *f)
{
	if (f->index >= ARRAY_SIZE(sizes) || !known(f->pixel_format))
		return -EINVAL;
	f->type = V4L2_FRMSIZE_TYPE_DISCRETE;
	f->discrete.width = sizes[f->index].width;
	f->discrete.height = sizes[f->index].height;
	return 0;
}

static int enum_frameintervals(struct file *file, void *fh, struct v4l2_frmivalenum *f)
{
	if (f->index >= ARRAY_SIZE(rates) || !known(f->pixel_format))
		return -EINVAL;
	f->type = V4L2_FRMIVAL_TYPE_DISCRETE;
	f->discrete.numerator = 1;
	f->discrete.denominator = rates[f->index];
	return 0;
}

static int g_parm(struct file *file, void *fh, struct v4l2_streamparm *p)
{
	struct camera *cam = video_drvdata(file);

	if (p->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
		return -EINVAL;
	memset(&p->parm, 0, sizeof(p->parm));
	p->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
	p->parm.capture.timeperframe.numerator = 1;
	p->parm.capture.timeperframe.denominator = cam->rate;
	return 0;
}

static int s_parm(struct file *file, void *fh, struct v4l2_streamparm *p)
{
	struct camera *cam = video_drvdata(file);
	struct v4l2_fract *t = &p->parm.capture.timeperframe;

	if (p->type != V4L2_BUF_TYPE_VIDEO_CAPTURE)
		return -EINVAL;
	if (vb2_is_streaming(&cam->queue))
		return -EBUSY;
	cam->rate = t->numerator && t->denominator / t->numerator < 23 ? 15 : 30;
	return g_parm(file, fh, p);
}

static int enum_input(struct file *file, void *fh, struct v4l2_input *i)
{
	if (i->index)
		return -EINVAL;
	i->type = V4L2_INPUT_TYPE_CAMERA;
	strscpy(i->name, "Camera 1", sizeof(i->name));
	return 0;
}

static int g_input(struct file *file, void *fh, unsigned int *i)
{
	*i = 0;
	return 0;
}

static int s_input(struct file *file, void *fh, unsigned int i)
{
	return i ? -EINVAL : 0;
}

static const struct v4l2_ioctl_ops ioctls = {
	.vidioc_querycap = querycap,
	.vidioc_enum_fmt_vid_cap = enum_fmt,
	.vidioc_g_fmt_vid_cap = g_fmt,
	.vidioc_try_fmt_vid_cap = try_fmt,
	.vidioc_s_fmt_vid_cap = s_fmt,
	.vidioc_enum_framesizes = enum_framesizes,
	.vidioc_enum_frameintervals = enum_frameintervals,
	.vidioc_g_parm = g_parm,
	.vidioc_s_parm = s_parm,
	.vidioc_enum_input = enum_input,
	.vidioc_g_input = g_input,
	.vidioc_s_input = s_input,
	.vidioc_reqbufs = vb2_ioctl_reqbufs,
	.vidioc_create_bufs = vb2_ioctl_create_bufs,
	.vidioc_prepare_buf = vb2_ioctl_prepare_buf,
	.vidioc_querybuf = vb2_ioctl_querybuf,
	.vidioc_qbuf = vb2_ioctl_qbuf,
	.vidioc_dqbuf = vb2_ioctl_dqbuf,
	.vidioc_streamon = vb2_ioctl_streamon,
	.vidioc_streamoff = vb2_ioctl_streamoff,
};

static const struct v4l2_file_operations files = {
	.owner = THIS_MODULE,
	.open = v4l2_fh_open,
	.release = vb2_fop_release,
	.unlocked_ioctl = video_ioctl2,
	.mmap = vb2_fop_mmap,
	.poll = vb2_fop_poll,
};

static void forget(struct v4l2_device *v4l2)
{
	struct camera *cam = container_of(v4l2, struct camera, v4l2);

	v4l2_device_unregister(&cam->v4l2);
	kfree(cam);
}

static int plug_in(void)
{
	struct camera *cam = kzalloc(sizeof(*cam), GFP_KERNEL);
	int r;

	if (!cam)
		return -ENOMEM;
	strscpy(cam->v4l2.name, "lab-camera", sizeof(cam->v4l2.name));
	r = v4l2_device_register(&parent->dev, &cam->v4l2);
	if (r) {
		kfree(cam);
		return r;
	}
	cam->v4l2.release = forget;
	cam->rate = rates[0];
	mutex_init(&cam->lock);
	spin_lock_init(&cam->frames_lock);
	INIT_LIST_HEAD(&cam->frames);
	INIT_DELAYED_WORK(&cam->tick, tick);
	fill(&cam->format);

	cam->queue.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
	cam->queue.io_modes = VB2_MMAP;
	cam->queue.drv_priv = cam;
	cam->queue.buf_struct_size = sizeof(struct frame);
	cam->queue.ops = &queue_ops;
	cam->queue.mem_ops = &vb2_vmalloc_memops;
	cam->queue.timestamp_flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
	cam->queue.lock = &cam->lock;
	r = vb2_queue_init(&cam->queue);
	if (r)
		goto fail;

	strscpy(cam->node.name, "lab camera", sizeof(cam->node.name));
	cam->node.v4l2_dev = &cam->v4l2;
	cam->node.device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
	cam->node.fops = &files;
	cam->node.ioctl_ops = &ioctls;
	cam->node.queue = &cam->queue;
	cam->node.lock = &cam->lock;
	cam->node.release = video_device_release_empty;
	video_set_drvdata(&cam->node, cam);
	r = video_register_device(&cam->node, VFL_TYPE_VIDEO, video_nr);
	if (r)
		goto fail;
	plugged = cam;
	return 0;
fail:
	v4l2_device_put(&cam->v4l2);
	return r;
}

static void pull_out(void)
{
	struct camera *cam = plugged;

	plugged = NULL;
	video_unregister_device(&cam->node);
	spin_lock(&cam->frames_lock);
	cam->gone = true;
	spin_unlock(&cam->frames_lock);
	cancel_delayed_work_sync(&cam->tick);
	vb2_queue_error(&cam->queue);
	give_back(cam, VB2_BUF_STATE_ERROR);
	v4l2_device_put(&cam->v4l2);
}

static int plugged_get(void *data, u64 *value)
{
	*value = plugged != NULL;
	return 0;
}

static int plugged_set(void *data, u64 value)
{
	int r = 0;

	mutex_lock(&plug_lock);
	if (value && !plugged)
		r = plug_in();
	else if (!value && plugged)
		pull_out();
	mutex_unlock(&plug_lock);
	return r;
}
DEFINE_DEBUGFS_ATTRIBUTE(plugged_file, plugged_get, plugged_set, "%llu\n");

static ssize_t show_image(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	u8 start[2];
	ssize_t r = size;

	if (size < sizeof(start) || copy_from_user(start, from, sizeof(start)))
		return -EFAULT;
	mutex_lock(&shown_lock);
	if (size == WIDTH * HEIGHT) {
		if (copy_from_user(luminance, from, size))
			r = -EFAULT;
	} else if (size <= MOST_JPEG && start[0] == 0xff && start[1] == 0xd8) {
		jpeg_size = size;
		if (copy_from_user(jpeg, from, size))
			r = -EFAULT;
	} else {
		r = -EINVAL;
	}
	mutex_unlock(&shown_lock);
	return r;
}

static const struct file_operations screen_ops = { .owner = THIS_MODULE, .write = show_image };
static struct miscdevice screen = {
	.minor = MISC_DYNAMIC_MINOR, .name = "lab-camera", .fops = &screen_ops,
};

static int __init lab_camera_init(void)
{
	int r;

	luminance = vmalloc(WIDTH * HEIGHT);
	jpeg = vmalloc(MOST_JPEG);
	if (!luminance || !jpeg)
		return -ENOMEM;
	memset(luminance, 0xc0, WIDTH * HEIGHT);
	parent = platform_device_register_simple("lab-camera", -1, NULL, 0);
	if (IS_ERR(parent))
		return PTR_ERR(parent);
	r = misc_register(&screen);
	if (r)
		return r;
	dir = debugfs_create_dir("lab-camera", NULL);
	debugfs_create_file_unsafe("plugged", 0644, dir, NULL, &plugged_file);
	debugfs_create_u32("frames", 0444, dir, &frames_given);
	debugfs_create_u32("streaming", 0444, dir, &streaming);
	return plug_in();
}
/* There is no way out: the module stays as long as the machine runs. */
module_init(lab_camera_init);
MODULE_LICENSE("GPL");
