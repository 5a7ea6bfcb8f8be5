/** The application's own scheme: pages and files come from here and from nowhere else. */
export const scheme = 'app';
export const origin = 'app://keyring';
export const appPage = `${origin}/app/index.html`;
export const pinPage = `${origin}/pin/index.html`;

/** Exactly our page: no other path, no query, no user name before the host. */
export function isPage(url: string, page: string): boolean {
	return url === page || url.startsWith(`${page}#`);
}
