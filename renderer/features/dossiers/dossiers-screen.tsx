import { useNavigation } from '../../app/navigation.tsx';
import { DossierList } from './dossier-list.tsx';
import { DossierWizard } from './dossier-wizard.tsx';
import './dossiers.css';

/** "Hồ sơ cấp lại": the list, or one dossier step by step. */
export function DossiersScreen() {
	const { place } = useNavigation();
	if (place.screen !== 'dossiers') return null;
	return place.dossierId ? <DossierWizard key={place.dossierId} id={place.dossierId} /> : <DossierList place={place} />;
}
