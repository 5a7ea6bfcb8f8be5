import type { Locator, Page } from '@playwright/test';
import { expect } from './application.ts';

type Shown = { page: Page };
type Focus = { name: string; tag: string };

/** A person without a mouse: presses keys, and sees where the focus is. */
export class Keyboard {
	readonly #shown: Shown;
	/** Elements the keyboard came to whose look did not change with it. */
	readonly withoutRing = new Set<string>();
	/** When the focus was not where the user needs it. */
	readonly lost: string[] = [];
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
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
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
			const controls = 'a[href], button, input, select, textarea, [tabindex="0"]';
			for (const control of box.querySelectorAll<HTMLInputElement>(controls)) {
				const dummy = control.hasAttribute('data-tabster-dummy');
				const usable = !control.disabled && control.tabIndex >= 0 && control.checkVisibility();
				if (usable && !dummy) control.setAttribute('data-expected', '');
			}
			box.setAttribute('tabindex', '-1');
			(box as HTMLElement).focus();
		});
		const path: string[] = [];
		for (let inside = true, stops = 0; inside && stops < 80; stops++) {
			path.push(await this.#step('Tab'));
			inside = await area.evaluate((box) => {
				const focused = document.activeElement;
				if (!focused || !box.contains(focused) || focused.hasAttribute('data-reached')) return false;
				focused.setAttribute('data-reached', '');
				return true;
			});
		}
		const left = await area.evaluate((box) => {
			const all = [...box.querySelectorAll<HTMLInputElement>('[data-expected]')];
			const reached = (control: Element) => control.hasAttribute('data-reached');
			// The arrow keys reach the others of a group.
			const peers = ({ name }: HTMLInputElement) => all.filter((one) => one.type === 'radio' && one.name === name);
			const missed = all.filter((one) => !(one.type === 'radio' ? peers(one) : [one]).some(reached));
			for (const control of box.querySelectorAll('[data-reached], [data-expected]')) {
				control.removeAttribute('data-reached');
				control.removeAttribute('data-expected');
			}
			return missed.map((one) => one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent);
		});
		return left.length === 0 ? [] : [...left.map(String), `the last stops: ${path.slice(-4).join(' · ')}`];
	}

	/** One Tab; answers the name of where it went. What it left must look other without the focus than it did with it. */
	async #step(key: 'Tab' | 'Shift+Tab'): Promise<string> {
		await this.page.keyboard.press(key);
		const same = await this.page.evaluate(looksSame);
		if (same !== null) this.withoutRing.add(same);
		const focus = await this.focus();
		return focus ? `${focus.tag} ${focus.name}` : 'nothing';
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
			const label = (element as HTMLInputElement).labels?.[0]?.textContent;
			const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
			return { name: name.trim().slice(0, 60), tag: element.tagName.toLowerCase() };
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
}

/**
 * In the page: remembers how the element with the focus looks, and answers the name of the one remembered before when
 * that looks the same now.
 */
function looksSame(): string | null {
	const properties = ['outline', 'boxShadow', 'border', 'backgroundColor', 'transform', 'opacity', 'clipPath'] as const;
	const look = (element: Element) => {
		for (const animation of document.getAnimations()) animation.finish();
		const around = [element, element.parentElement, element.nextElementSibling, element.closest('label')];
		return around
			.flatMap((one) => (one ? [null, '::before', '::after'].map((part) => getComputedStyle(one, part)) : []))
			.map((style) => properties.map((property) => style[property]).join(' '))
			.join(' | ');
	};
	const memory = window as { focusLook?: { element: Element; look: string } };
	const before = memory.focusLook;
	const now = document.activeElement;
	delete memory.focusLook;
	if (now && now !== document.body && !now.hasAttribute('data-tabster-dummy')) {
		memory.focusLook = { element: now, look: look(now) };
	}
	if (!before?.element.isConnected || before.element === now || look(before.element) !== before.look) return null;
	// A field and the button inside it share one frame.
	if (before.element.tagName === 'INPUT' && before.element.parentElement?.contains(now)) return null;
	const { tagName, labels, textContent } = before.element as HTMLInputElement;
	return `${tagName} ${before.element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? textContent}`;
}

function hasFocus(target: Locator): Promise<boolean> {
	return target.first().evaluate((element) => element === document.activeElement);
}
