import { Button, Input } from '@fluentui/react-components';
import {
	ArrowUndo16Regular,
	Copy16Regular,
	Delete16Regular,
	Eye16Regular,
	EyeOff16Regular,
	History16Regular,
	Wand16Regular,
} from '@fluentui/react-icons';
import { type FocusEvent, type Ref, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../shared/domain/problem-codes.ts';
import { isImmediate, pasteClean } from './code-field.tsx';
import { FormField, type FormFieldProps } from './form-field.tsx';
import { useProblemText } from './problem-text.ts';
import { useShortcut } from './shortcuts.ts';

/** How long a secret stays readable. */
const shownSeconds = 20;

type Props = FormFieldProps & {
	/** What was typed and is not saved yet; empty: as stored; null: the stored value goes with the next saving. */
	value: string | null;
	onChange: (value: string | null) => void;
	/** A value is stored. */
	stored: boolean;
	/** Fetches the stored value to show it; undefined when that failed. It is kept for 20 s in this field only. */
	onReveal: () => Promise<string | undefined>;
	/** Puts the stored value on the clipboard without showing it. */
	onCopy: () => void;
	/** Seconds until the copied value leaves the clipboard; 0 when it is not there. */
	copiedSeconds: number;
	onClearCopied: () => void;
	check: (value: string) => Problem[];
	/** Makes a new value, which is kept before it is shown; undefined when that failed. */
	onGenerate?: (() => Promise<string | undefined>) | undefined;
	onHistory?: (() => void) | undefined;
	/** Ctrl+H shows the value as long as it is held. */
	holdToReveal?: boolean;
	/** The stored value may be looked at and copied only. */
	fixed?: boolean;
	name?: string;
	ref?: Ref<HTMLInputElement>;
	onBlur?: () => void;
};

/**
 * A password or access key: masked, shown for 20 s on request, masked again when the field is left. A stored value is
 * not in the page at all while it is masked. Typing replaces it; emptying the field brings the stored one back. Taking it
 * away for good is a button of its own that can be undone until saving.
 */
export function SecretField({
	value: given,
	onChange,
	stored,
	onReveal,
	onCopy,
	copiedSeconds,
	onClearCopied,
	check,
	onGenerate,
	onHistory,
	holdToReveal = false,
	fixed = false,
	name,
	ref,
	onBlur,
	hint,
	problem,
	...field
}: Props) {
	const { t } = useTranslation('common');
	const { note } = useProblemText();
	const value = given ?? '';
	const leaving = given === null;
	const kept = stored && given === '';
	const [shown, setShown] = useState<{ stored: string } | 'typed'>();
	const [left, setLeft] = useState(true);
	const [dropped, setDropped] = useState(0);
	const group = useRef<HTMLDivElement>(null);
	const hide = useCallback(() => setShown(undefined), []);

	useEffect(() => {
		if (!shown) return;
		const timer = setTimeout(hide, shownSeconds * 1000);
		return () => clearTimeout(timer);
	}, [shown, hide]);

	const held = useRef(false);
	const toggle = async () => {
		if (shown) return hide();
		if (value !== '') return setShown('typed');
		const revealed = await onReveal();
		// The answer may come after the user has gone on.
		if (revealed !== undefined && group.current?.contains(document.activeElement)) setShown({ stored: revealed });
	};
	useShortcut(
		'Ctrl+H',
		() => {
			// The key repeats while it is held.
			if (held.current || shown) return;
			held.current = true;
			group.current?.querySelector('input')?.focus();
			void toggle().then(() => {
				if (!held.current) hide();
			});
		},
		{ enabled: holdToReveal && (kept || value !== '') },
	);
	useEffect(() => {
		const release = () => {
			if (held.current) hide();
			held.current = false;
		};
		window.addEventListener('keyup', release);
		return () => window.removeEventListener('keyup', release);
	}, [hide]);
	const generate = async () => {
		const made = await onGenerate?.();
		if (made === undefined) return;
		onChange(made);
		group.current?.querySelector('input')?.focus();
		setShown('typed');
	};
	const leave = (event: FocusEvent<HTMLDivElement>) => {
		if (!event.currentTarget.contains(event.relatedTarget)) hide();
	};
	// Unlike a code, a secret is never made upper case: it must be stored as the customs system knows it.
	const typedProblems = value === '' ? [] : check(value).filter((one) => left || isImmediate(one));
	const storedShown = typeof shown === 'object' ? shown.stored : undefined;
	const replace = (next: '' | null) => {
		hide();
		onChange(next);
		group.current?.querySelector('input')?.focus();
	};
	const toggleLabel = t(shown ? 'field.hide' : 'field.show', { field: field.label });

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: only notices that the focus left the group
		<div ref={group} className={`secret-field span-${field.span ?? 1}`} onBlur={leave}>
			<FormField
				{...field}
				span={1}
				hint={
					dropped > 0
						? t('field.pasteCleaned', { count: dropped })
						: shown
							? t('field.shownFor', { seconds: shownSeconds })
							: hint
				}
				problem={leaving ? { tone: 'warning', text: t('field.leaving') } : (problem ?? note(typedProblems))}
			>
				<Input
					ref={ref as Ref<never>}
					type={shown ? 'text' : 'password'}
					className={`mono ${shown ? '' : 'masked'}`}
					value={value || (storedShown ?? '')}
					readOnly={fixed || storedShown !== undefined}
					placeholder={kept ? '••••••••' : ''}
					autoComplete="off"
					spellCheck={false}
					{...(name ? { name } : {})}
					onChange={(_event, data) => {
						setLeft(false);
						setDropped(0);
						onChange(data.value);
					}}
					onBlur={() => {
						setLeft(true);
						onBlur?.();
					}}
					onPaste={(event) => setDropped(pasteClean(event))}
					contentAfter={
						<span className="field-inside">
							{copiedSeconds > 0 && (
								<button type="button" className="pill" title={t('field.clearCopied')} onClick={onClearCopied}>
									{t('field.copied', { seconds: copiedSeconds })}
								</button>
							)}
							<Button
								appearance="transparent"
								size="small"
								icon={shown ? <EyeOff16Regular /> : <Eye16Regular />}
								aria-label={toggleLabel}
								title={toggleLabel}
								disabled={!kept && value === ''}
								onClick={() => void toggle()}
							/>
							<Button
								appearance="transparent"
								size="small"
								icon={<Copy16Regular />}
								aria-label={t('field.copy', { field: field.label })}
								title={t('field.copy', { field: field.label })}
								disabled={!kept}
								onClick={onCopy}
							/>
							{onGenerate && (
								<Button
									appearance="transparent"
									size="small"
									icon={<Wand16Regular />}
									aria-label={t('field.generate', { field: field.label })}
									title={t('field.generate', { field: field.label })}
									onClick={() => void generate()}
								/>
							)}
							{onHistory && (
								<Button
									appearance="transparent"
									size="small"
									icon={<History16Regular />}
									aria-label={t('field.history', { field: field.label })}
									title={t('field.history', { field: field.label })}
									onClick={onHistory}
								/>
							)}
							{kept && !fixed && (
								<Button
									className="secret-remove"
									appearance="transparent"
									size="small"
									icon={<Delete16Regular />}
									aria-label={t('field.remove', { field: field.label })}
									title={t('field.remove', { field: field.label })}
									onClick={() => replace(null)}
								/>
							)}
							{leaving && (
								<Button
									appearance="transparent"
									size="small"
									icon={<ArrowUndo16Regular />}
									aria-label={t('field.keep', { field: field.label })}
									title={t('field.keep', { field: field.label })}
									onClick={() => replace('')}
								/>
							)}
						</span>
					}
				/>
			</FormField>
		</div>
	);
}
