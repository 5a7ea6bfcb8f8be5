/** One display for each test that runs at the same time; the clipboard belongs to the display. */
export const displays = (process.env.VNACCS_KEYRING_DISPLAYS ?? process.env.DISPLAY ?? '').split(' ');
