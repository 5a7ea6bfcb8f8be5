import { checkSerial } from '../../shared/domain/certificate-serial.ts';
import { CodeField } from './code-field.tsx';
import { writeSerial } from './serial-text.ts';
import type { TextFieldProps } from './text-field.tsx';

/** The serial of a certificate, shown in groups of four. */
export function SerialField(props: TextFieldProps) {
	return <CodeField {...props} check={checkSerial} format={writeSerial} />;
}
