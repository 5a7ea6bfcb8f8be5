import { z } from 'zod';
import { call } from './contract.ts';

export const languages = ['vi', 'en'] as const;
export const themes = ['light', 'dark', 'system'] as const;

/** Idle minutes before the application locks itself, as offered. */
export const lockMinutes = [1, 2, 5, 10, 15, 30, 60] as const;

const preferences = z.strictObject({
	language: z.enum(languages),
	theme: z.enum(themes),
	/** The company chosen in the picker, kept between starts. */
	companyId: z.uuid().nullable(),
	lockMinutes: z.literal(lockMinutes),
	/** Keep the window out of captures and screen shares, where the system has that (Windows, macOS). */
	hideFromCapture: z.boolean(),
});

export const appContract = {
	/** What the window needs before it draws anything. */
	state: call(
		z.strictObject({}),
		z.strictObject({
			version: z.string(),
			/** The runtime is the development one of the registry, never shipped. */
			developmentRuntime: z.boolean(),
			/** Started with a SoftHSM practice token. */
			practice: z.boolean(),
			platform: z.string(),
			preferences,
		}),
		{ answeredBy: 'main' },
	),
	setPreferences: call(preferences.partial(), preferences, { answeredBy: 'main' }),
	quit: call(z.strictObject({}), z.null(), { answeredBy: 'main' }),
};

export type Preferences = z.infer<typeof preferences>;
export type AppState = z.infer<typeof appContract.state.answer>;
