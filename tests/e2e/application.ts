import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { displays } from './displays.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const screens = join(root, 'out', 'screens');

function needed(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: run the E2E tests with "npm test".`);
	return value;
}

export type Application = {
	electron: ElectronApplication;
	page: Page;
	/** The data folder of this run. */
	folder: string;
	/** Ends this application and starts another on the same data folder. */
	restart(): Promise<Page>;
	/** Ends it hard. */
	kill(): void;
};

/** Starts the built application in real Electron with a data folder of its own. */
export async function launch(folder: string, env: Record<string, string> = {}) {
	const runsApp = needed('VNACCS_KEYRING_ELECTRON_RUNS_APP') === '1';
	const electron = await _electron.launch({
		executablePath: needed('VNACCS_KEYRING_ELECTRON'),
		args: [
			...(runsApp ? [] : [root]),
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			`--user-data-dir=${folder}`,
			'--force-device-scale-factor=1',
		],
		env: {
			...(process.env as Record<string, string>),
			DISPLAY: displays[test.info().parallelIndex] ?? '',
			VNACCS_KEYRING_DEVELOPMENT_RUNTIME: '1',
			...env,
		},
		timeout: 30_000,
	});
	const page = await electron.firstWindow();
	await page.waitForLoadState('domcontentloaded');
	// Asked for now: Playwright forgets the process of an application that has ended.
	const main = electron.process();
	return { electron, page, kill: () => main.kill('SIGKILL') };
}

/** A clean data folder whose path has Vietnamese letters and a space, as real ones do. */
export function newDataFolder(): string {
	const folder = join(mkdtempSync(join(tmpdir(), 'vk-e2e-')), 'Nguyễn Văn Đức', 'hồ sơ');
	mkdirSync(folder, { recursive: true });
	return folder;
}

export function removeDataFolder(folder: string): void {
	rmSync(join(folder, '..', '..'), { recursive: true, force: true });
}

/** A SoftHSM token as `npm start -- --practice` prepares it; answers its configuration file. */
export function preparePractice(folder: string): string {
	return execFileSync(needed('VNACCS_KEYRING_NODE'), [join(root, 'dist/electron/practice.js'), folder], {
		encoding: 'utf8',
	}).trim();
}

export const test = base.extend<{ application: Application }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
	application: async ({}, use) => {
		const folder = newDataFolder();
		const conf = preparePractice(join(folder, 'token'));
		let running = await launch(folder, { SOFTHSM2_CONF: conf });
		const application: Application = {
			...running,
			folder,
			restart: async () => {
				await running.electron.close();
				running = await launch(folder, { SOFTHSM2_CONF: conf });
				Object.assign(application, running);
				return running.page;
			},
		};
		await use(application);
		// Hard: a page with unsaved content would hold the window, and a test may have closed the application already.
		running.kill();
		removeDataFolder(folder);
	},
});

/** The next dialogs for a place to save answer this path. */
export async function answerSaveDialog({ electron }: Pick<Application, 'electron'>, filePath: string): Promise<void> {
	await electron.evaluate(({ dialog }, path) => {
		dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
	}, filePath);
}

/** The next dialogs for files or folders answer these paths. */
export async function answerOpenDialog(
	{ electron }: Pick<Application, 'electron'>,
	...chosen: (string | string[])[]
): Promise<void> {
	await electron.evaluate(({ dialog }, paths) => {
		dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths });
	}, chosen.flat());
}

/** Does what closes `window`. It goes with the act, before the act has come back. */
export async function closeBy(window: Page, act: () => Promise<void>): Promise<void> {
	const acted = act().catch((thrown) => {
		if (!String(thrown).includes('has been closed')) throw thrown;
	});
	await Promise.all([window.waitForEvent('close'), acted]);
}

/** Opens a screen by its name on the rail: its number changes with every new screen. */
export async function openScreen(page: Page, name: string): Promise<void> {
	await page.locator('nav.rail').getByRole('button', { name }).click();
}

/** What axe found on the screens shot so far, and what does not fit its width, one line each. */
export const accessibilityFindings: string[] = [];

/**
 * Saves the window as it looks in light and in dark (`out/screens/<set>/<name>-light.png` …) and has axe look at both.
 * The theme follows the system here, and the system is the test's to play.
 */
export async function shoot(page: Page, set: string, name: string): Promise<void> {
	mkdirSync(join(screens, set), { recursive: true });
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.evaluate(settled, colorScheme === 'dark');
		await page.screenshot({ path: join(screens, set, `${name}-${colorScheme}.png`) });
		// Fluent's focus guards are a known false finding of axe (tabster issue 288).
		const axe = new AxeBuilder({ page }).exclude('[data-tabster-dummy]').setLegacyMode(true);
		// The themes differ in nothing but colours.
		const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(colourRules)).analyze();
		for (const { id, nodes } of violations) {
			accessibilityFindings.push(
				`${set}/${name} ${colorScheme}: ${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
			);
		}
	}
	for (const box of await page.evaluate(scrollingSideways)) {
		accessibilityFindings.push(`${set}/${name}: scrolls sideways: ${box}`);
	}
}

const colourRules = ['color-contrast', 'link-in-text-block'];

/** Ends when the theme is on and what comes or goes has done so; a spinner or the time of a toast is not waited for. */
async function settled(dark: boolean): Promise<void> {
	const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
	const themed = () => document.documentElement.classList.contains('dark') === dark;
	// The PIN window keeps the theme it was opened with.
	for (let frames = 0; frames < 60 && !themed(); frames++) await drawn();
	const short = document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().endTime) < 1000);
	await Promise.allSettled(short.map((one) => one.finished));
	await drawn();
	await drawn();
}

/** Boxes of the page whose content is wider than they are: something lies outside the picture. */
function scrollingSideways(): string[] {
	return [...document.querySelectorAll('*')]
		.filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1)
		.map((box) => `${box.tagName.toLowerCase()}.${box.className}`);
}

export { expect };
