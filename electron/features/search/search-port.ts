/** What the search reads of the stored records, all companies at once. */
export interface SearchSource {
	/** Another number after every write to the store. */
	version(): Promise<number>;
	records(): Promise<{
		companies: { id: string; taxCode: string; name: string; shortName: string }[];
		users: {
			id: string;
			companyId: string;
			userId: string;
			declarantName: string;
			userCode: string;
			certificateSerial: string;
		}[];
		terminals: { id: string; companyId: string; terminalId: string; computer: string }[];
		dossiers: { id: string; companyId: string; number: string }[];
	}>;
}
