import { expect, test } from 'vitest';
import type { Link } from './link.ts';
import { LinkServer, RemoteLinks } from './remote-link.ts';

/** Both ends and the helpers that were started, each with what it received and its ways to speak. */
function joined() {
	const helpers: { received: unknown[]; killed: boolean; say(message: unknown): void; exit(code: number): void }[] = [];
	const spawn = (): Link => {
		let hears: (message: unknown) => void = () => {};
		let ends: (code: number | null) => void = () => {};
		const helper = {
			received: [] as unknown[],
			killed: false,
			say: (message: unknown) => hears(message),
			exit: (code: number) => ends(code),
		};
		helpers.push(helper);
		return {
			post: (message) => void helper.received.push(message),
			onMessage: (listener) => {
				hears = listener;
			},
			onExit: (listener) => {
				ends = listener;
			},
			kill: () => {
				helper.killed = true;
				ends(null);
			},
		};
	};
	const remote: RemoteLinks = new RemoteLinks((event) => server.hear(event));
	const server = new LinkServer(spawn, (event) => remote.hear(event));
	return { remote, server, helpers };
}

test('messages reach the helper they are for and come back to who asked', () => {
	const { remote, helpers } = joined();
	const [one, two] = [remote.spawn(), remote.spawn()];
	const heard: unknown[] = [];
	one.onMessage((message) => heard.push(['one', message]));
	two.onMessage((message) => heard.push(['two', message]));
	two.post('câu hỏi');
	helpers[1]!.say('trả lời');
	helpers[0]!.say('khác');
	expect(helpers.map(({ received }) => received)).toEqual([[], ['câu hỏi']]);
	expect(heard).toEqual([
		['two', 'trả lời'],
		['one', 'khác'],
	]);
});

test('the end of a helper is told once, with its status', () => {
	const { remote, helpers } = joined();
	const codes: unknown[] = [];
	const [one, two] = [remote.spawn(), remote.spawn()];
	one.onExit((code) => codes.push(code));
	two.onExit((code) => codes.push(code));
	helpers[0]!.exit(3);
	two.kill();
	two.kill();
	one.post('quá muộn');
	expect(codes).toEqual([3, null]);
	expect(helpers[0]!.received).toEqual([]);
});

test('helpers end with the process they work for, which hears nothing of it', () => {
	const { remote, server, helpers } = joined();
	const codes: unknown[] = [];
	remote.spawn().onExit((code) => codes.push(code));
	server.killAll();
	expect(helpers[0]!.killed).toBe(true);
	expect(codes).toEqual([]);
});
