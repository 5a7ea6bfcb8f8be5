import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect } from './application.ts';

type Shown = { page: Page };
type Box = { x: number; y: number; width: number; height: number };
type Focus = { name: string; tag: string; box: Box };

/** A person without a mouse: presses keys, and sees where the focus is. */
export class Keyboard {
	readonly #shown: Shown;
	/** Elements the keyboard came to whose look did not change with it. */
	readonly withoutRing: string[] = [];
	/** When the focus was not where the user needs it. */
	readonly lost: string[] = [];
	/** Looking at every stop costs two pictures each. */
	looks = false;
	readonly #seen = new Set<string>();
	/** The window as it is, when nothing was done since. */
	#last: Buffer | undefined;
	/** Milliseconds of waiting for the application, without thinking and typing. */
	waited = 0;

	/** `shown` holds the present page: another one after a restart. */
	constructor(shown: Shown) {
		this.#shown = shown;
	}

	get page(): Page {
		return this.#shown.page;
	}

	async press(...keys: string[]): Promise<void> {
		this.#last = undefined;
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		this.#last = undefined;
		await this.page.keyboard.type(text);
	}

	/** What follows `act` until `seen` is what the user waits for. */
	async wait(act: () => Promise<void>, seen: Locator, timeout = 30_000): Promise<void> {
		const from = performance.now();
		await act();
		await expect(seen.first()).toBeVisible({ timeout });
		this.waited += performance.now() - from;
	}

	/** Tab, until `target` has the focus. */
	async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		await expect(target.first()).toBeVisible();
		const stops: string[] = [];
		while (!(await hasFocus(target))) {
			if (stops.length > 80) throw new Error(`Tab does not reach ${target}. It stops at: ${stops.join(' · ')}`);
			stops.push(await this.#step(key));
		}
	}

	/** Tab through the whole `area`; answers the controls in it that were not reached. */
	async tour(area: Locator): Promise<string[]> {
		await area.evaluate((box) => {
			box.setAttribute('tabindex', '-1');
			(box as HTMLElement).focus();
		});
		for (let stops = 0; stops < 80; stops++) {
			await this.#step('Tab');
			const on = await area.evaluate((box) => {
				const focused = document.activeElement;
				if (!focused || !box.contains(focused) || focused.hasAttribute('data-reached')) return false;
				focused.setAttribute('data-reached', '');
				return true;
			});
			if (!on) break;
		}
		return area.evaluate((box) => {
			const controls = 'a[href], button, input, select, textarea, [tabindex="0"]';
			const all = [...box.querySelectorAll<HTMLInputElement>(controls)];
			const left = all.filter((control) => {
				if (control.hasAttribute('data-reached') || control.disabled || control.tabIndex < 0) return false;
				if (control.hasAttribute('data-tabster-dummy') || !control.checkVisibility()) return false;
				// The arrow keys reach the others of a group.
				const peers = all.filter(({ type, name }) => type === 'radio' && name === control.name);
				return control.type !== 'radio' || !peers.some((peer) => peer.hasAttribute('data-reached'));
			});
			for (const control of all) control.removeAttribute('data-reached');
			return left.map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.name);
		});
	}

	/** One Tab, with a look whether it can be seen where it went; answers its name. */
	async #step(key: 'Tab' | 'Shift+Tab'): Promise<string> {
		const before = this.looks ? (this.#last ?? (await this.#picture())) : undefined;
		this.#last = undefined;
		await this.page.keyboard.press(key);
		const focus = await this.focus();
		if (focus && before) await this.#look(before, focus);
		return focus ? `${focus.tag} ${focus.name}` : 'nothing';
	}

	#picture(): Promise<Buffer> {
		return this.page.screenshot({ animations: 'disabled' });
	}

	/** Tab to a control and press it. */
	async use(target: Locator): Promise<void> {
		await this.tabTo(target);
		await this.press('Enter');
	}

	/** Where the focus is; undefined when it is lost. */
	focus(): Promise<Focus | undefined> {
		return this.page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body) return undefined;
			// A control of no size lies in the label that shows its state.
			const small = element.getBoundingClientRect().width < 4 ? (element.closest('label') ?? element) : element;
			const { x, y, width, height } = small.getBoundingClientRect();
			const label = (element as HTMLInputElement).labels?.[0]?.textContent;
			const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
			return { name: name.trim().slice(0, 60), tag: element.tagName.toLowerCase(), box: { x, y, width, height } };
		});
	}

	/** The focus is somewhere in the window, within a moment. */
	async keepsFocus(when: string): Promise<void> {
		await this.#settles(when, async () => (await this.focus()) !== undefined);
	}

	/** The focus is on `target`, within a moment. */
	async isOn(target: Locator, when: string): Promise<void> {
		await this.#settles(when, () => hasFocus(target));
	}

	async #settles(when: string, holds: () => Promise<boolean>): Promise<void> {
		for (let tries = 0; tries < 30; tries++) {
			if (await holds()) return;
			await this.page.waitForTimeout(100);
		}
		this.lost.push(`${when}: on ${(await this.focus())?.name ?? 'nothing'}`);
	}

	/** The picture of the element and a little around it must differ from the one before the focus came. */
	async #look(before: Buffer, { name, tag, box }: Focus): Promise<void> {
		const stop = `${tag} ${name}`;
		if (this.#seen.has(stop)) return;
		this.#seen.add(stop);
		const after = await this.#picture();
		this.#last = after;
		const { width = 0, height = 0 } = await sharp(after).metadata();
		const left = Math.max(0, Math.floor(box.x) - 12);
		const top = Math.max(0, Math.floor(box.y) - 6);
		const area = {
			left,
			top,
			width: Math.min(width - left, Math.ceil(box.width) + 24),
			height: Math.min(height - top, Math.ceil(box.height) + 12),
		};
		if (area.width <= 0 || area.height <= 0) {
			this.withoutRing.push(`${stop} (outside the window)`);
			return;
		}
		const [old, now] = await Promise.all(
			[before, after].map((picture) => sharp(picture).extract(area).removeAlpha().raw().toBuffer()),
		);
		let changed = 0;
		for (let at = 0; at < now!.length; at++) if (Math.abs(now![at]! - old![at]!) > 30) changed++;
		if (changed < 40) this.withoutRing.push(stop);
	}
}

function hasFocus(target: Locator): Promise<boolean> {
	return target.first().evaluate((element) => element === document.activeElement);
}
