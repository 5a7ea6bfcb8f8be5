import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { fill } from '../../shared/text.ts';
import { type PinFault, type PinRequest, pinFault } from './pin-request.ts';
import { pinText } from './pin-text.ts';

/** Groups of four, as certificates are read aloud. */
function grouped(serial: string): string {
	return serial.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Asks for the PIN. Its value lives in the input alone, never in React state, and leaves once as bytes. */
export function PinWindow({ request }: { request: PinRequest | undefined }) {
	const text = pinText(request?.language ?? 'vi', request?.kind);
	const input = useRef<HTMLInputElement>(null);
	const consent = useRef<HTMLInputElement>(null);
	const [fault, setFault] = useState<{ kind: PinFault; actual: number }>();
	const [hints, setHints] = useState({ capsLock: false, vietnamese: false });
	const [sent, setSent] = useState(false);
	/** As `sent`, for the key that must not give up a signature that is under way. */
	const gone = useRef(false);

	useEffect(() => {
		document.title = text.windowTitle;
		const cancelOnEscape = (event: globalThis.KeyboardEvent) => {
			if (event.key === 'Escape' && !gone.current) window.pin.cancel();
		};
		window.addEventListener('keydown', cancelOnEscape);
		return () => window.removeEventListener('keydown', cancelOnEscape);
	}, [text]);

	if (!request || request.pinState === 'locked') {
		return (
			<main className="pin">
				<h1>{text.title}</h1>
				{request && <Certificate request={request} text={text} />}
				<p className="notice error" role="alert">
					<WarningIcon />
					{request ? text.tries.locked : text.unavailable}
				</p>
				<footer>
					<button type="button" className="primary" onClick={() => window.pin.cancel()} ref={(it) => it?.focus()}>
						{text.close}
					</button>
				</footer>
			</main>
		);
	}

	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (sent) return;
		const bytes = new TextEncoder().encode(input.current?.value ?? '');
		const agreed = consent.current?.checked ?? false;
		const kind = pinFault(request, bytes, agreed);
		if (kind) {
			setFault({ kind, actual: bytes.length });
			(kind === 'consentMissing' ? consent : input).current?.focus();
			bytes.fill(0);
			return;
		}
		setFault(undefined);
		gone.current = true;
		setSent(true);
		if (input.current) input.current.value = '';
		Promise.resolve(window.pin.submit(bytes, agreed)).finally(() => bytes.fill(0));
	};

	const seeKey = (event: KeyboardEvent) => {
		const capsLock = event.getModifierState('CapsLock');
		setHints((before) => (before.capsLock === capsLock ? before : { ...before, capsLock }));
	};
	const seeValue = (event: FormEvent<HTMLInputElement>) => {
		setFault(undefined);
		const vietnamese = /[^ -~]/.test(event.currentTarget.value);
		setHints((before) => (before.vietnamese === vietnamese ? before : { ...before, vietnamese }));
	};

	const risky = request.pinState !== 'ok';
	return (
		<main>
			<form className="pin" onSubmit={submit} autoComplete="off" noValidate>
				<div className="head">
					<h1>{text.title}</h1>
					{request.dossierNumber && (
						<span className="muted">{fill(text.dossier, { number: request.dossierNumber })}</span>
					)}
				</div>
				<Certificate request={request} text={text} />
				{request.protectedAuthenticationPath ? (
					<p className="notice info">
						<InfoIcon />
						{text.external}
					</p>
				) : (
					<div className="field">
						<label htmlFor="pin">{text.pin}</label>
						<input
							id="pin"
							ref={(it) => {
								input.current = it;
								if (it && !document.activeElement?.closest('.pin')) it.focus();
							}}
							type="password"
							autoComplete="off"
							spellCheck={false}
							disabled={sent}
							aria-invalid={fault !== undefined && fault.kind !== 'consentMissing'}
							aria-describedby="pin-state pin-fault"
							onKeyDown={seeKey}
							onKeyUp={seeKey}
							onInput={seeValue}
						/>
					</div>
				)}
				<p id="pin-state" className={risky ? 'hint warning' : 'hint'}>
					{risky && <WarningIcon />}
					{text.tries[request.pinState]}
				</p>
				{request.pinState === 'final' && (
					<label className="consent">
						<input type="checkbox" ref={consent} disabled={sent} onChange={() => setFault(undefined)} />
						{text.consent}
					</label>
				)}
				<p id="pin-fault" className="hint error" role="alert">
					{fault && (
						<>
							<WarningIcon />
							{fill(text[fault.kind], { ...request.pinLength, actual: fault.actual })}
						</>
					)}
				</p>
				{!fault && (hints.vietnamese || hints.capsLock) && (
					<p className="hint warning" role="status">
						<WarningIcon />
						{hints.vietnamese ? text.vietnamese : text.capsLock}
					</p>
				)}
				<footer>
					{sent && (
						<span className="wait" role="status">
							{text.waiting}
						</span>
					)}
					<button type="button" onClick={() => window.pin.cancel()} disabled={sent}>
						{text.cancel}
					</button>
					<button
						type="submit"
						className="primary"
						disabled={sent}
						ref={(it) => {
							if (it && request.protectedAuthenticationPath && document.activeElement === document.body) it.focus();
						}}
					>
						{text.sign}
					</button>
				</footer>
			</form>
		</main>
	);
}

function Certificate({ request, text }: { request: PinRequest; text: ReturnType<typeof pinText> }) {
	return (
		<section className="certificate" aria-label={text.certificate}>
			{request.kind !== 'open-key-file' && (
				<>
					<strong title={request.name}>{request.name}</strong>
					<div className="serial">
						<span className="muted">{text.serial}</span> <code>{grouped(request.serial)}</code>
					</div>
				</>
			)}
			<div>
				<span className="muted">{text.token}</span> {request.tokenLabel}
			</div>
		</section>
	);
}

function WarningIcon() {
	return (
		<svg viewBox="0 0 16 16" aria-hidden="true">
			<path d="M8 2.2L14.3 13H1.7zM8 6.5v3M8 11.3v.1" />
		</svg>
	);
}

function InfoIcon() {
	return (
		<svg viewBox="0 0 16 16" aria-hidden="true">
			<circle cx="8" cy="8" r="5.7" />
			<path d="M8 7.3v3.6M8 5.1v.1" />
		</svg>
	);
}
