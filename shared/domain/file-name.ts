/** The last part of a path of any system, composed (NFC) as it is shown to people. */
export function fileNameOf(path: string): string {
	return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).normalize('NFC');
}
