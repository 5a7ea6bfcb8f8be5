import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import type { RowAct as AnyAct } from './dossier-row-menu.tsx';

/** Deleting for ever asks in a dialog of its own. */
type RowAct = Exclude<AnyAct, 'purge'>;

/** How long an act can be taken back with one press. */
const undoMs = 10_000;

/** The acts of a row; `undo` takes the last archiving or throwing away back. */
export function useRowActs() {
	const { t } = useTranslation('sending');
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const [undo, setUndo] = useState<{ text: string; act: RowAct; row: DossierRow }>();
	const { dossiers } = window.keyring;
	useEffect(() => {
		if (!undo) return;
		const timer = setTimeout(() => setUndo(undefined), undoMs);
		return () => clearTimeout(timer);
	}, [undo]);

	const act = async (what: RowAct, row: DossierRow) => {
		const { id, number } = row;
		setUndo(undefined);
		if (what === 'duplicate') {
			const copy = await run(() => dossiers.duplicate({ id }));
			if (copy) toast(t('list.duplicated', { number: copy.number }));
		} else if (what === 'export') {
			const exported = await run(() => dossiers.exportFolder({ id }));
			if (exported?.folder) toast(t('list.exported', { folder: exported.folder }));
		} else if (what === 'archive' || what === 'unarchive') {
			const done = await run(() => dossiers.setArchived({ id, archived: what === 'archive' }));
			if (done && what === 'archive') setUndo({ text: t('list.archivedToast', { number }), act: 'unarchive', row });
			else if (done) toast(t('list.restoredToast', { number }));
		} else {
			const done = await run(() => dossiers.setTrashed({ id, trashed: what === 'trashAct' }));
			if (done && what === 'trashAct') setUndo({ text: t('list.trashedToast', { number }), act: 'restore', row });
			else if (done) toast(t('list.restoredToast', { number }));
		}
	};
	return { act, undo, forgetUndo: () => setUndo(undefined), busy, error, dismiss };
}
