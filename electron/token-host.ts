import { serveTokens } from './pkcs11/token-host.ts';
import { openParentPort } from './platform/parent-port.ts';

// Ends hard: unloading some drivers at an ordinary exit deadlocks.
serveTokens(openParentPort(() => process.kill(process.pid, 'SIGKILL')));
