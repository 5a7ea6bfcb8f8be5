import { isMainThread } from 'node:worker_threads';
import { serveDocuments } from './pdf/worker/serve-documents.ts';
import { runGuarded } from './platform/guarded-thread.ts';
import { openParentPort } from './platform/parent-port.ts';

/** A photo of 50 megapixels takes about 400 MB while it is turned and reduced. */
const memoryMb = 1024;

if (isMainThread) runGuarded(openParentPort(), new URL(import.meta.url), memoryMb);
else serveDocuments(openParentPort());
