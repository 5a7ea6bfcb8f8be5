import { serveTokens } from './pkcs11/serve-tokens.ts';
import { dieWithParent, openParentPort } from './platform/parent-port.ts';

// Ends hard: unloading some drivers at an ordinary exit deadlocks.
serveTokens(openParentPort(() => process.kill(process.pid, 'SIGKILL')));
dieWithParent();
