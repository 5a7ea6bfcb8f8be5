// The dependency-direction check: which room may import which (docs of the rooms: README, "Rooms").
// Type-only imports count like any other, because a type drags its room's words along.

import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type ESTree, Visitor } from 'vite';
import { checkedRoot, isTest, lineAt, parse, readSources, report } from './check-sources.ts';

/** One import of a source: its literal (null when it is computed), where it stands, and whether only types come in. */
type Import = { specifier: string | null; line: number; typeOnly: boolean };

/** The files of the checkout that a file imports, by its path. */
type Edges = Map<string, { target: string; line: number }[]>;

/** Packages that only some places of `electron/` may import, and why. */
const reserved = [
	{
		packages: ['electron', 'electron-store'],
		places: /^electron\/(main|preload|pin-preload)\.ts$|^electron\/(shell|ipc)\//,
		reason: 'Electron belongs to main.ts, the preload scripts, shell and ipc',
	},
	{ packages: ['koffi'], places: /^electron\/pkcs11\//, reason: 'only pkcs11 loads native modules of vendors' },
	{ packages: ['better-sqlite3'], places: /^electron\/storage\//, reason: 'only storage speaks SQL' },
];

/** Rooms of `electron/` that do work behind an interface. */
const workshops = ['storage', 'pdf', 'pkcs11'];

export function importsOf(file: string, source: string): Import[] {
	const found: Import[] = [];
	const add = (node: ESTree.Node, literal: ESTree.Node | null | undefined, typeOnly = false) => {
		const specifier = literal?.type === 'Literal' && typeof literal.value === 'string' ? literal.value : null;
		found.push({ specifier, line: lineAt(source, node.start), typeOnly });
	};
	const allTypes = (kinds: (string | undefined)[]) => kinds.length > 0 && kinds.every((kind) => kind === 'type');
	new Visitor({
		ImportDeclaration: (node) =>
			add(
				node,
				node.source,
				node.importKind === 'type' ||
					allTypes(node.specifiers.map((one) => (one.type === 'ImportSpecifier' ? one.importKind : 'value'))),
			),
		ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
		ExportNamedDeclaration: (node) => {
			const types = node.exportKind === 'type' || allTypes(node.specifiers.map((one) => one.exportKind));
			if (node.source) add(node, node.source, types);
		},
		ImportExpression: (node) => add(node, node.source),
		TSImportType: (node) => add(node, node.source, true),
		TSExternalModuleReference: (node) => add(node, node.expression),
		CallExpression: (node) => {
			const { callee } = node;
			if (callee.type === 'Identifier' && callee.name === 'require') add(node, node.arguments[0]);
			// import.meta.glob('pattern') or of several patterns: the bundler turns it into imports.
			if (
				callee.type === 'MemberExpression' &&
				callee.object.type === 'MetaProperty' &&
				callee.property.type === 'Identifier' &&
				callee.property.name === 'glob'
			) {
				const patterns = node.arguments[0];
				for (const one of patterns?.type === 'ArrayExpression' ? patterns.elements : [patterns]) add(node, one);
			}
		},
	}).visit(parse(file, source));
	return found;
}

/**
 * Every import that goes the wrong way, and every import cycle, as `file:line imports X: reason`.
 * @param files source by path with `/`, from the root
 */
export function checkImports(files: Map<string, string>): string[] {
	const violations: string[] = [];
	const edges: Edges = new Map();
	for (const [file, source] of files) {
		if (isTest(file)) continue;
		edges.set(file, []);
		for (const { specifier, line, typeOnly } of importsOf(file, source)) {
			const target = specifier?.startsWith('.') ? resolve(file, specifier) : null;
			const reason =
				specifier === null
					? 'a computed path cannot be checked'
					: target === null
						? refusePackage(file, specifier)
						: refuseFile(file, target, typeOnly);
			if (reason) violations.push(`${file}:${line} imports ${target ?? specifier ?? '?'}: ${reason}`);
			if (target !== null) edges.get(file)?.push({ target, line });
		}
	}
	return [...violations, ...cycles(edges)];
}

function resolve(file: string, specifier: string): string {
	return path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));
}

/** Why a file may not import a package, or null. */
function refusePackage(file: string, specifier: string): string | null {
	const name = specifier.startsWith('@') ? specifier.split('/', 2).join('/') : specifier.split('/', 1)[0];
	const room = file.split('/')[0];
	if (room !== 'electron' && isBuiltin(specifier)) return `${room} uses no Node`;
	if (room === 'shared' && name !== 'zod') return 'shared imports only shared and zod';
	const rule = reserved.find(({ packages }) => packages.includes(name ?? ''));
	return rule && !rule.places.test(file) ? rule.reason : null;
}

/** Why a file may not import another one of the checkout, or null. */
function refuseFile(file: string, target: string, typeOnly: boolean): string | null {
	const [room] = file.split('/');
	const [targetRoom] = target.split('/');
	if (isTest(target)) return 'a test is not part of the product';
	if (isEntry(target)) return 'nothing imports an entry';
	if (targetRoom === 'resources') return null;
	if (targetRoom === 'shared') return null;
	if (targetRoom !== room) {
		return targetRoom === '..'
			? 'outside the checkout'
			: `${room} imports only ${room === 'shared' ? '' : `${room} and `}shared`;
	}
	return room === 'electron' ? refuseInElectron(file, target, typeOnly) : null;
}

/**
 * The rules between the rooms of `electron/`. Ports (`*-port.ts`, `ports.ts`) are open to all; entries, what core.ts is made
 * of and the commands of the command line join things and may see everything.
 */
function refuseInElectron(file: string, target: string, typeOnly: boolean): string | null {
	const room = inner(file);
	const targetRoom = inner(target);
	if (room === targetRoom || isEntry(file) || room === 'core' || room === 'cli') return null;
	if (targetRoom === 'cli') return 'only cli.ts uses the commands';
	if (targetRoom === 'core') return 'only core.ts uses its parts';
	if (targetRoom === 'platform') return null;
	if (room === 'platform') return 'platform stands below every other room of electron';
	if (/[-./]ports?\.ts$/.test(target)) return null;
	if (targetRoom === 'features') return 'a file right in features belongs to no feature';
	if (workshops.includes(targetRoom)) return `${targetRoom} is reached through a *-port.ts only`;
	if (targetRoom.startsWith('features/')) {
		if (typeOnly && /[-.]service\.ts$/.test(target)) return null;
		if (room === 'ipc' && /[-.]service\.ts$/.test(target)) return null;
		return 'of a feature only its *-port.ts and the type of its *-service.ts are open';
	}
	return room.startsWith('features/') || workshops.includes(room)
		? `${targetRoom} stands above ${room.split('/')[0]}`
		: null;
}

/** An entry is a file right in `electron/`. */
function isEntry(file: string): boolean {
	return /^electron\/[^/]+\.ts$/.test(file);
}

/** `features/letters`, `storage`, `` for an entry. */
function inner(file: string): string {
	const parts = file.split('/').slice(1, -1);
	return parts.slice(0, parts[0] === 'features' ? 2 : 1).join('/');
}

/** One line per group of files that import each other in a circle (strongly connected, Tarjan 1972). */
function cycles(edges: Edges): string[] {
	const found: string[] = [];
	const order = new Map<string, number>();
	const stack: string[] = [];
	/** Returns the lowest place in `order` that a file reaches among those still on the stack. */
	const visit = (file: string): number => {
		const place = order.size;
		order.set(file, place);
		let low = place;
		stack.push(file);
		for (const { target, line } of edges.get(file) ?? []) {
			if (target === file) found.push(`${file}:${line} imports ${file}: imports itself`);
			if (!edges.has(target)) continue;
			const seen = order.get(target);
			if (seen === undefined) low = Math.min(low, visit(target));
			else if (stack.includes(target)) low = Math.min(low, seen);
		}
		if (low !== place) return low;
		const circle = stack.splice(stack.indexOf(file));
		if (circle.length === 1) return low;
		const step = edges.get(file)?.find(({ target }) => circle.includes(target));
		found.push(`${file}:${step?.line} imports ${step?.target}: an import cycle of ${circle.join(', ')}`);
		return low;
	};
	for (const file of edges.keys()) if (!order.has(file)) visit(file);
	return found;
}

if (import.meta.main) {
	const files = readSources(checkedRoot());
	report('imports', files.size, checkImports(files));
}
