/** Whether a text is one address such as `xnk@duongtranphu.vn`: no name, no list, no quotation. */
export function isEmail(text: string): boolean {
	return /^[^\s@,;:<>()[\]\\"]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(text) && !/^\.|\.\.|\.@/.test(text);
}
