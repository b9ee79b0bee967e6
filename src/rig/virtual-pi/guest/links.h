/* Keeps the links of /dev as udev would. Does not return. */
void keep_links(void);
