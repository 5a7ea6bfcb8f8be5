import { serveDocuments } from './pdf/worker/serve-documents.ts';
import { openParentPort } from './platform/parent-port.ts';

serveDocuments(openParentPort());
