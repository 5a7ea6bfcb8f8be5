import type { ScreenName } from './navigation.tsx';

/** The rail from top to bottom. Companies are reached from their picker and the menu. */
export const railGroups = [
	{ title: '', screens: ['today', 'parameters', 'passwords'] },
	{ title: 'dossiers', screens: ['dossiers', 'requests'] },
	{ title: 'lookup', screens: ['oe4002', 'certificates', 'verification', 'audit'] },
	{ title: '', screens: ['settings'] },
] as const satisfies { title: string; screens: readonly ScreenName[] }[];

export type RailScreen = (typeof railGroups)[number]['screens'][number];

const order: readonly ScreenName[] = railGroups.flatMap(({ screens }): readonly ScreenName[] => screens);

/** `Ctrl+1` to `Ctrl+9` and `Ctrl+0` for the first ten screens of the rail, from the top; undefined for the others. */
export function screenKeys(screen: ScreenName): string | undefined {
	const place = order.indexOf(screen) + 1;
	return place >= 1 && place <= 10 ? `Ctrl+${place % 10}` : undefined;
}
