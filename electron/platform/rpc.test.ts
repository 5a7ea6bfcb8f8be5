import { describe, expect, test } from 'vitest';
import type { Link } from './link.ts';
import { Peer, RemoteDefect, Supervisor } from './rpc.ts';

type Message = { kind: string; id: number; [key: string]: unknown };

/** A process that exists only here; the test speaks for it, also after its death. */
class FakeProcess implements Link {
	readonly received: Message[] = [];
	killed = false;
	#onMessage: (message: unknown) => void = () => {};
	#onExit: (code: number | null) => void = () => {};

	post(message: unknown): void {
		this.received.push(structuredClone(message) as Message);
	}
	onMessage(listener: (message: unknown) => void): void {
		this.#onMessage = listener;
	}
	onExit(listener: (code: number | null) => void): void {
		this.#onExit = listener;
	}
	kill(): void {
		this.killed = true;
	}
	say(message: unknown): void {
		this.#onMessage(structuredClone(message));
	}
	exit(code: number | null): void {
		this.#onExit(code);
	}
}

function supervise(...extra: ConstructorParameters<typeof Supervisor> extends [unknown, ...infer Rest] ? Rest : never) {
	const processes: FakeProcess[] = [];
	const supervisor = new Supervisor(
		() => {
			const started = new FakeProcess();
			processes.push(started);
			return started;
		},
		...extra,
	);
	return { supervisor, processes };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('Supervisor', () => {
	test('starts the process with the first call and keeps it for the next', async () => {
		const { supervisor, processes } = supervise();
		expect(processes).toHaveLength(0);
		const first = supervisor.call('add', 1);
		const second = supervisor.call('add', 2);
		expect(processes).toHaveLength(1);
		const [one, two] = processes[0]!.received;
		processes[0]!.say({ kind: 'answer', id: two!.id, value: 'two' });
		processes[0]!.say({ kind: 'answer', id: one!.id, value: 'one' });
		expect([await first, await second]).toEqual([
			{ ok: true, value: 'one' },
			{ ok: true, value: 'two' },
		]);
	});

	test('ends all open calls as exited when the process goes, and starts a fresh one for the next call only', async () => {
		const { supervisor, processes } = supervise();
		const calls = [supervisor.call('a', 0), supervisor.call('b', 0)];
		processes[0]!.exit(1);
		expect(await Promise.all(calls)).toEqual([
			{ ok: false, reason: 'exited' },
			{ ok: false, reason: 'exited' },
		]);
		expect(processes).toHaveLength(1);
		void supervisor.call('c', 0);
		expect(processes.map(({ received }) => received.map(({ method }) => method))).toEqual([['a', 'b'], ['c']]);
	});

	test('kills the process of a call that passes its limit and takes its other calls along', async () => {
		const { supervisor, processes } = supervise();
		const slow = supervisor.call('slow', 0, 20);
		const other = supervisor.call('other', 0);
		expect(await slow).toEqual({ ok: false, reason: 'timeout' });
		expect(await other).toEqual({ ok: false, reason: 'exited' });
		expect(processes[0]!.killed).toBe(true);
	});

	test('drops what a dead generation still says, and its late exit does not touch the calls of the next', async () => {
		const events: unknown[] = [];
		let served = 0;
		const { supervisor, processes } = supervise(
			{
				ask: () => {
					served++;
				},
			},
			(name) => events.push(name),
		);
		await supervisor.call('slow', 0, 5);
		const next = supervisor.call('next', 0);
		const [old, fresh] = processes as [FakeProcess, FakeProcess];
		// The ids of both generations begin at 1: only the generation keeps them apart.
		old.say({ kind: 'answer', id: fresh.received[0]!.id, value: 'from the dead' });
		old.say({ kind: 'event', name: 'from the dead', data: 0 });
		old.say({ kind: 'call', id: 9, method: 'ask', params: 0 });
		old.exit(null);
		await tick();
		fresh.say({ kind: 'answer', id: fresh.received[0]!.id, value: 'alive' });
		expect(await next).toEqual({ ok: true, value: 'alive' });
		void supervisor.call('one more', 0);
		expect(processes).toHaveLength(2);
		expect(events).toEqual([]);
		expect(served).toBe(0);
	});

	test('an answer that comes after its call was given up is dropped', async () => {
		const { supervisor, processes } = supervise();
		expect(await supervisor.call('slow', 0, 5)).toEqual({ ok: false, reason: 'timeout' });
		processes[0]!.say({ kind: 'answer', id: 1, value: 'late' });
		const again = supervisor.call('again', 0, 20);
		expect(await again).toEqual({ ok: false, reason: 'timeout' });
	});

	test('after stop nothing is started any more', async () => {
		const { supervisor, processes } = supervise();
		const open = supervisor.call('open', 0);
		supervisor.stop();
		expect(await open).toEqual({ ok: false, reason: 'exited' });
		expect(await supervisor.call('more', 0)).toEqual({ ok: false, reason: 'exited' });
		expect(processes).toHaveLength(1);
		expect(processes[0]!.killed).toBe(true);
	});

	test('the parameters are copied before the call returns, so a secret can be overwritten at once', () => {
		const { supervisor, processes } = supervise();
		const pin = Uint8Array.of(1, 2, 3);
		void supervisor.call('sign', { pin });
		pin.fill(0);
		expect(processes[0]!.received[0]).toMatchObject({ params: { pin: Uint8Array.of(1, 2, 3) } });
	});
});

describe('Peer', () => {
	function pair(left: ConstructorParameters<typeof Peer>[1], right: ConstructorParameters<typeof Peer>[1]) {
		const listeners: ((message: unknown) => void)[] = [];
		const port = (mine: number) => ({
			post: (message: unknown) => {
				const copy = structuredClone(message);
				setImmediate(() => listeners[1 - mine]!(copy));
			},
			onMessage: (listener: (message: unknown) => void) => {
				listeners[mine] = listener;
			},
		});
		return [new Peer(port(0), left), new Peer(port(1), right)] as const;
	}

	test('both sides may ask, also while they are being asked', async () => {
		const [parent, child]: readonly [Peer, Peer] = pair(
			{ confirm: (text: string) => `${text}!` },
			{
				greet: async (name: string) => {
					const confirmed = await child.call<string>('confirm', name);
					return confirmed.ok ? `xin chào ${confirmed.value}` : '';
				},
			},
		);
		expect(await parent.call('greet', 'Đức')).toEqual({ ok: true, value: 'xin chào Đức!' });
	});

	test('a handler that throws and a method that does not exist are defects, told apart from expected failures', async () => {
		const [parent] = pair(
			{},
			{
				broken: () => {
					throw new TypeError('oh');
				},
			},
		);
		await expect(parent.call('broken', 0)).rejects.toThrow(RemoteDefect);
		await expect(parent.call('broken', 0)).rejects.toThrow('oh');
		await expect(parent.call('nothing', 0)).rejects.toThrow('no method nothing');
	});
});
